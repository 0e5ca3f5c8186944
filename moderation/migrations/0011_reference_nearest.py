from django.db import migrations

# One partial index an encoder, as feeds' embedding_minilm_nearest: the column has no fixed dimension, the cast gives it
# one. What was taken out of the library is in no index.
INDEX = """
CREATE INDEX reference_minilm_nearest ON moderation_reference
USING hnsw ((vector::halfvec(384)) halfvec_cosine_ops) WITH (m = 16, ef_construction = 64)
WHERE encoder = 'all-MiniLM-L6-v2' AND withdrawn_at IS NULL
"""


class Migration(migrations.Migration):
    dependencies = [("moderation", "0010_references")]

    operations = [migrations.RunSQL(INDEX, "DROP INDEX reference_minilm_nearest")]
