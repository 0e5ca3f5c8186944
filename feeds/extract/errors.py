class NoArticleError(Exception):
    """There is no text to take from this page; the message is a sentence that says why."""
