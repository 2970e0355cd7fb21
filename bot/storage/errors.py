"""What goes wrong with storage, in one plain sentence each."""


class StorageError(Exception):
    """The storage cannot do its work. The message is one sentence for a person, without secrets."""


class KeyGoneError(StorageError):
    """The key of these rows was destroyed: nobody can read them any more."""
