from argparse import ArgumentParser
from typing import Any

from django.conf import settings

from feeds.management.answer import AnswerCommand, WorkFailedError
from feeds.topics.taxonomy import FIRST_LEVEL, SECOND_LEVEL

FOLDERS = ("aggregator", "feeds", "moderation", "ranking", "templates")


class Command(AnswerCommand):
    help = (
        "For translators: put every sentence of the site into locale/*/LC_MESSAGES/django.po, the new ones empty, and "
        "say how many wait. `up` reads what is translated."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--check", action="store_true", help="fail if a sentence of any language waits")

    def work(self, **options: Any) -> dict[str, Any]:
        """How many sentences each language has, and how many of them wait. Raises WorkFailedError."""
        from aggregator.tongues.collected import brought_up, catalogues, messages

        topics = (topic.name for topic in (*FIRST_LEVEL, *SECOND_LEVEL))
        said = messages(settings.BASE_DIR, FOLDERS, topics)
        try:
            counts = {file.parent.parent.name: brought_up(file, said) for file in catalogues(settings.CATALOGUES)}
        except OSError as error:
            raise WorkFailedError(f"A catalogue cannot be written: {error}.") from error
        answer = {language: {"sentences": all_, "waiting": waiting} for language, (all_, waiting) in counts.items()}
        if options["check"] and (late := [name for name, it in answer.items() if it["waiting"]]):
            raise WorkFailedError(f'Sentences wait for a translator in {", ".join(late)}: look for msgstr "".')
        return answer

    def in_words(self, answer: dict[str, Any]) -> str:
        """One line a language."""
        return "\n".join(f"{name}: {it['sentences']} sentences, {it['waiting']} wait" for name, it in answer.items())
