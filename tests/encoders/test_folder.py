"""A sentence-transformers model in a folder: what is missing is said; the library itself is tried where somebody installed it."""

import os
import sys
from types import ModuleType

import numpy as np
import pytest

from marsad import plugins
from marsad.encoders.folder import FolderEncoder, check_folder, fingerprint
from marsad.encoders.options import Options
from marsad.plugins import ToolError

TEXTS = ["افتتاح مستشفى جديد", "توقيع عقد", "ﷺ" * 3000, "", "\ud800"]


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "model").mkdir()
    (tmp_path / "model" / "modules.json").write_text("[]")
    (tmp_path / "model" / "model.safetensors").write_bytes(b"weights" * 1000)
    return tmp_path / "model"


class _Model:
    """What the library's class promises, with vectors that tell by the length of the text."""

    loaded = []

    def __init__(self, path, **options):
        _Model.loaded.append((path, options, os.environ.get("HF_HUB_OFFLINE")))
        if "broken" in path:
            raise KeyError("no such layer")

    def encode(self, texts, **options):
        assert options["batch_size"] == 1
        return np.array([[len(text), 1.0, 2.0] for text in texts], dtype=np.float64)


@pytest.fixture
def library(monkeypatch):
    torch, sentences = ModuleType("torch"), ModuleType("sentence_transformers")
    torch.set_num_threads = lambda many: None
    sentences.SentenceTransformer = _Model
    monkeypatch.setitem(sys.modules, "torch", torch)
    monkeypatch.setitem(sys.modules, "sentence_transformers", sentences)
    for name in ("HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE", "HF_HUB_DISABLE_TELEMETRY"):
        monkeypatch.setenv(name, "0")
    _Model.loaded.clear()


@pytest.mark.usefixtures("library")
def test_a_folder_is_loaded_by_name_offline_and_without_its_code(folder):
    encoder = plugins.load("encoder", f"sentence-transformers:{folder}")
    ((path, options, offline),) = _Model.loaded
    assert (path, offline) == (str(folder), "1")
    assert options == {"device": "cpu", "local_files_only": True, "trust_remote_code": False}
    rows = encoder.encode(["خبر", "خبر أطول"])
    assert rows.dtype == np.float32
    assert np.allclose(np.linalg.norm(rows, axis=1), 1)
    assert encoder.encode([]).shape == (0, 3)


@pytest.mark.usefixtures("library")
def test_a_prefix_changes_the_vectors_and_the_version(folder):
    plain, prefixed = FolderEncoder(str(folder), Options()), FolderEncoder(str(folder), Options(prefix="query: "))
    assert plain.version != prefixed.version
    assert not np.allclose(plain.encode(["خبر"]), prefixed.encode(["خبر"]))


@pytest.mark.usefixtures("library")
def test_a_model_that_gives_no_numbers_is_caught(folder, monkeypatch):
    monkeypatch.setattr(_Model, "encode", lambda self, texts, **_: np.full((len(texts), 3), np.nan))
    with pytest.raises(ValueError, match="no usable vectors"):
        FolderEncoder(str(folder))


@pytest.mark.usefixtures("library")
def test_what_the_library_says_of_a_broken_folder_is_passed_on(folder):
    broken = folder.rename(folder.with_name("broken"))
    with pytest.raises(ToolError, match=r"cannot be loaded: KeyError: .*no such layer"):
        FolderEncoder(str(broken))


def test_without_the_library_it_is_said_what_to_install(folder, monkeypatch):
    monkeypatch.setitem(sys.modules, "sentence_transformers", None)
    monkeypatch.setitem(sys.modules, "torch", None)
    with pytest.raises(ToolError, match="pip install sentence-transformers"):
        FolderEncoder(str(folder))


def test_a_folder_that_is_not_there_is_named(tmp_path):
    with pytest.raises(ToolError, match=r"there is no folder .*/nowhere"):
        check_folder(tmp_path / "nowhere")


def test_a_folder_without_a_model_is_named(tmp_path):
    with pytest.raises(ToolError, match="holds no model: neither"):
        check_folder(tmp_path)


def test_a_folder_without_weights_is_named(folder):
    (folder / "model.safetensors").unlink()
    with pytest.raises(ToolError, match="holds no weights"):
        check_folder(folder)


def test_weights_that_were_never_fetched_are_named(folder):
    (folder / "model.safetensors").write_bytes(b"version https://git-lfs.github.com/spec/v1\noid sha256:00\n")
    with pytest.raises(ToolError, match="only stands in for the weights"):
        check_folder(folder)


def test_another_model_has_another_fingerprint_and_a_note_beside_it_has_not(folder):
    before = fingerprint(folder)
    (folder / "README.md").write_text("ملاحظة")
    (folder / ".cache").mkdir()
    (folder / ".cache" / "seen").write_text("1")
    assert fingerprint(folder) == before
    (folder / "model.safetensors").write_bytes(b"Weights" * 1000)
    assert fingerprint(folder) != before


def test_the_library_itself_gives_the_same_vector_alone_and_beside_others(tmp_path):
    sentence_transformers = pytest.importorskip("sentence_transformers", reason="sentence-transformers is not installed")
    from sentence_transformers.models import Pooling, Transformer
    from transformers import BertConfig, BertModel, BertTokenizerFast

    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *"ابتثجحخدذرزسشصضطظعغفقكلمنهويءآأؤإئةى"]
    (tmp_path / "words.txt").write_text("\n".join([*words, *(f"##{letter}" for letter in words[5:])]), encoding="utf-8")
    BertTokenizerFast(str(tmp_path / "words.txt"), do_lower_case=False).save_pretrained(tmp_path / "bert")
    config = BertConfig(
        vocab_size=2 * len(words), hidden_size=32, num_hidden_layers=2, num_attention_heads=2, intermediate_size=64
    )
    BertModel(config).save_pretrained(tmp_path / "bert")
    layers = Transformer(str(tmp_path / "bert"), max_seq_length=128)
    model = sentence_transformers.SentenceTransformer(modules=[layers, Pooling(32)], device="cpu")
    model.save(str(tmp_path / "model"))

    encoder = plugins.load("encoder", f"sentence-transformers:{tmp_path / 'model'}")
    together = encoder.encode(TEXTS)
    assert together.shape == (len(TEXTS), 32)
    assert np.allclose(np.linalg.norm(together, axis=1), 1, atol=1e-5)
    assert (together == np.concatenate([encoder.encode([text]) for text in TEXTS])).all()
