"""What creators post.

markdown    what a creator writes -> safe HTML (pure)
publish     a draft becomes an article, or changes the one it became
withdraw    its author takes an article back
"""
