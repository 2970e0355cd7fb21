"""What reading leaves out, and that all is as before when it is done."""

import gc
import importlib
import ssl
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding

from bot.process.reading import lightly


@pytest.fixture(autouse=True)
def _thawed() -> Iterator[None]:
    """What these tests read does not stay for good."""
    yield
    gc.unfreeze()


@pytest.fixture
def one_certificate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine that believes one certificate, and no other."""
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "example.org")])
    key, begin = generate_private_key(SECP256R1()), datetime(2026, 1, 1, tzinfo=UTC)
    made = x509.CertificateBuilder(
        name, name, key.public_key(), 1, begin, begin + timedelta(days=1)
    )
    file = tmp_path / "believed.pem"
    file.write_bytes(made.sign(key, hashes.SHA256()).public_bytes(Encoding.PEM))
    monkeypatch.setenv("SSL_CERT_FILE", str(file))
    monkeypatch.setenv("SSL_CERT_DIR", str(tmp_path / "nowhere"))


@pytest.mark.usefixtures("one_certificate")
def test_certificates_are_read_by_who_looks_at_them() -> None:
    """Who looks whom he talks to knows the certificates of the machine, while reading and after."""
    careless = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    careless.check_hostname, careless.verify_mode = False, ssl.CERT_NONE
    with lightly():
        careful = ssl.create_default_context()
        careless.set_default_verify_paths()
    later = ssl.create_default_context()
    known = [one.cert_store_stats()["x509"] for one in (careful, careless, later)]
    assert known == [1, 0, 1]


def test_what_was_hidden_is_there_again() -> None:
    """A library that is left out while reading can be imported afterwards, and garbage is found."""
    rich = importlib.import_module("rich")
    with lightly():
        with pytest.raises(ImportError):
            importlib.import_module("rich")
        assert not gc.isenabled()
    assert sys.modules["rich"] is rich
    assert gc.isenabled()
