"""The words that publishers' categories use for each topic, in the languages that the first feeds of a site come in.

One entry is one word, or several joined by `_`. A plural of a word needs no entry (see named.py), a compound neither
that ends in a long word ("Außenpolitik"). Not here: words that name a section of a paper and no subject ("news",
"UK news", "Nachrichten", "top stories") and words that mean too much ("green", "mobile", "apple").
"""

_WORDS = {
    "world": (
        "world worldwide international global foreign overseas europe african africa asia americas mideast "
        "middle_east ukraine gaza war conflict refugee united_nations human_rights weltnews welt ausland monde mundo "
        "mondo esteri internacional internationales mezinárodní 国际 世界 عالم мир दुनिया"
    ),
    "politics": (
        "politics political politik politique política politica politiek polityka política_nacional government "
        "election parliament congress senate westminster white_house policy democracy immigration inland innenpolitik "
        "regierung wahl 政治 政策 سياسة политика राजनीति"
    ),
    "business": (
        "business economy economics economic finance financial money company corporate industry retail bank banking "
        "trade startup entrepreneurship real_estate property wirtschaft finanzen unternehmen économie entreprise "
        "economía negocio economia affari finanza economie zakelijk gospodarka 财经 经济 商业 اقتصاد экономика бизнес"
    ),
    "technology": (
        "technology tech computing computer software hardware internet web programming gadget smartphone developer "
        "linux open_source social_media telecom robotics technik digital netzwelt technologie technologies tecnología "
        "tecnologia techniek 科技 技术 تكنولوجيا технологии"
    ),
    "science": (
        "science scientific research chemistry archaeology mathematics psychology wissenschaft forschung ciencia "
        "scienza ciência sciences wetenschap nauka 科学 علوم наука"
    ),
    "space": (
        "space astronomy astronautics nasa esa cosmology planet spaceflight raumfahrt weltraum astronomie espacio "
        "spazio ruimtevaart kosmos 太空 航天 космос"
    ),
    "environment": (
        "environment environmental nature energy renewable_energy sustainability green_energy ecology pollution umwelt "
        "natur environnement écologie medio_ambiente medioambiente ambiente milieu środowisko 环境 环保 экология"
    ),
    "health": (
        "health healthcare wellness wellbeing fitness disease nutrition mental_health nhs gesundheit santé salud "
        "salute saúde gezondheid zdrowie 健康 صحة здоровье"
    ),
    "sport": (
        "sport cricket golf basketball baseball hockey olympic olympics cycling motorsport boxing swimming f1 "
        "formula_1 formula_one nba nfl mlb nhl wintersport deporte desporto esporte sporten 体育 رياضة спорт खेल"
    ),
    "culture": (
        "culture entertainment art arts television tv tv_and_radio theatre theater celebrity comic photography design "
        "fashion showbiz lifestyle_and_culture dance museum kultur feuilleton unterhaltung cultura spettacolo "
        "arte cultuur kultura 娱乐 文化 ثقافة فن культура मनोरंजन"
    ),
    "food": (
        "food cooking recipe drink restaurant cuisine dining baking wine food_and_drink gastronomy essen rezept kochen "
        "cocina gastronomie gastronomía cucina eten 美食 еда"
    ),
    "travel": (
        "travel tourism trip destination holiday vacation hotel reisen reise urlaub voyage viaje viaggi reizen "
        "旅游 旅行 سفر путешествия"
    ),
    "local": (
        "local regional region community neighbourhood neighborhood metro council county town village lokales lokal "
        "stadt lokalnachrichten régional locale cronaca lokaal 本地 地方"
    ),
    "education": (
        "education school university student teacher teaching learning_and_teaching college academia schule hochschule "
        "bildung éducation educación istruzione educação onderwijs edukacja 教育 تعليم образование शिक्षा"
    ),
    "markets": (
        "market stock_market stock share investing investment currency cryptocurrency crypto bitcoin bond commodity "
        "wall_street börse bourse bolsa borsa mercado 股市 股票"
    ),
    "work": (
        "work job career employment unemployment labor labour workplace trade_union wage arbeit arbeitsmarkt karriere "
        "emploi travail empleo trabajo lavoro werk 就业"
    ),
    "ai": (
        "ai artificial_intelligence machine_learning deep_learning chatgpt chatbot llm language_model ki "
        "künstliche_intelligenz intelligence_artificielle inteligencia_artificial intelligenza_artificiale 人工智能"
    ),
    "security": (
        "cybersecurity cyber_security infosec online_security it_security it_sicherheit hacking hacker "
        "malware ransomware phishing data_breach cybersécurité ciberseguridad 网络安全"
    ),
    "games": (
        "video_game videogame game gaming gamer esport e_sport playstation xbox nintendo pc_game spiele videospiele "
        "jeux_vidéo videojuego 游戏 игры"
    ),
    "biology": "biology genetics genome evolution neuroscience zoology botany biologie biología biologia 生物",
    "physics": "physics quantum quantum_physics particle_physics astrophysics physik physique física fisica 物理",
    "climate": (
        "climate climate_change climate_crisis global_warming emission klima klimawandel klimaschutz climat clima "
        "cambio_climático klimaat 气候 климат"
    ),
    "wildlife": "wildlife animal bird conservation endangered_species biodiversity tiere faune fauna animaux animales",
    "public-health": (
        "public_health covid covid_19 coronavirus pandemic epidemic vaccine vaccination world_health_organization "
        "flu influenza corona impfung santé_publique salud_pública 疫情"
    ),
    "medicine": (
        "medicine medical hospital surgery cancer drug_trial pharma pharmaceutical medizin médecine medicina "
        "geneeskunde 医学 医疗 медицина"
    ),
    "football": (
        "football soccer premier_league champions_league la_liga bundesliga serie_a world_cup fifa uefa fussball "
        "futbol fútbol futebol calcio voetbal piłka_nożna 足球 футбол"
    ),
    "athletics": "athletics track_and_field marathon leichtathletik athlétisme atletismo atletica 田径",
    "tennis": "tennis wimbledon atp wta davis_cup roland_garros tenis 网球 теннис",
    "rugby": "rugby rugby_union rugby_league six_nations",
    "film": "film movie cinema oscar hollywood kino cinéma cine películas 电影 кино",
    "music": "music album pop_music opera concert musik musique música musica muziek 音乐 музыка",
    "books": "book literature novel poetry bücher buch literatur livre littérature libro literatura libri 图书 книги",
}
NAMED_BY = {
    phrase: slug for slug, words in _WORDS.items() for word in words.split() for phrase in [tuple(word.split("_"))]
}
# A compound means what it ends in, when that is long; shorter ends deceive ("transport" is no sport).
COMPOUND_END = 6
LONGEST = max(len(phrase) for phrase in NAMED_BY)
# What a section's name may end in without saying more: "Wirtschaftsnachrichten", "体育新闻".
SECTION_ENDS = ("snachrichten", "nachrichten", "news", "新闻")
# American football is no football.
NOT_MEANT = {("american", "football"): "sport", ("college", "football"): "sport", ("sports", "medicine"): "medicine"}
