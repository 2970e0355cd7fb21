"""The one error of content/: a mistake that a coach can mend, told in one plain sentence."""


class ContentError(Exception):
    """A mistake in a content file. The text names the file and the key, and says what to do."""

    def __init__(self, file: str, key: str, problem: str) -> None:
        where = f"{file}, {key}" if key else file
        super().__init__(f"content/{where}: {problem}.")
