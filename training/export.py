"""Step 3 of the training: the network as an ONNX graph, its weights in eight bits, the embeddings of words in four.

python -m training.export network.pt --base FOLDER --out FOLDER --version attribution/1
"""

from __future__ import annotations

import argparse
import copy
import json
import shutil
from pathlib import Path

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.matmul_nbits_quantizer import MatMulNBitsQuantizer
from onnxruntime.quantization.shape_inference import quant_pre_process
from torch import Tensor, nn

from training.encoder import load
from training.network import Network


class Graph(nn.Module):
    """One window, no padding: ids and features (pieces,) in; tags, piece, cue and names (pieces, …) out."""

    def __init__(self, net: Network, style: int) -> None:
        super().__init__()
        self.net = net = copy.deepcopy(net)
        with torch.no_grad():  # the attention's scale goes into the weights of the queries: one operation less
            for layer in net.encoder.layers:
                scale = (net.encoder.shape.width // layer.attention.heads) ** -0.5
                layer.attention.qkv.weight[: net.encoder.shape.width] *= scale
                layer.attention.qkv.bias[: net.encoder.shape.width] *= scale
        # The features' embedding and the style's never change together: one table.
        self.table = nn.Parameter(net.features.weight + net.styles.weight[style])

    def forward(self, ids: Tensor, features: Tensor) -> tuple[Tensor, ...]:
        """The network's forward for a batch of one."""
        encoder = self.net.encoder
        hidden = encoder.norm(encoder.words(ids) + encoder.positions.weight[: ids.shape[0]] + self.table[features])
        for layer in encoder.layers:
            hidden = _layer(layer, hidden)
        return self.net.tags(hidden), self.net.piece(hidden), self.net.cue(hidden), self.net.names(hidden)


def _layer(layer: nn.Module, hidden: Tensor) -> Tensor:
    attention = layer.attention
    pieces, width = hidden.shape
    q, k, v = attention.qkv(hidden).view(pieces, 3, attention.heads, width // attention.heads).permute(1, 2, 0, 3)
    seen = (q @ k.transpose(1, 2)).softmax(-1) @ v
    hidden = attention.norm(hidden + attention.out(seen.transpose(0, 1).reshape(pieces, width)))
    return layer.norm(hidden + layer.down(nn.functional.gelu(layer.up(hidden))))


def export(net: Network, base: Path, out: Path, version: str, style: int = 0) -> None:
    """Write encoder.onnx, scorer.npz, tokenizer.json and model.json to `out`."""
    out.mkdir(parents=True, exist_ok=True)
    net.eval()
    graph = Graph(net, style)
    whole, prepared, final = out / "whole.onnx", out / "prepared.onnx", out / "encoder.onnx"
    example = (torch.randint(5, 1000, (17,)), torch.zeros(17, dtype=torch.long))
    names = ["tags", "piece", "cue", "names"]
    axes = {n: {0: "pieces"} for n in ("ids", "features", *names)}
    with torch.inference_mode():
        torch.onnx.export(
            graph, example, str(whole), input_names=["ids", "features"], output_names=names, dynamic_axes=axes,
            opset_version=17, dynamo=False,
        )  # fmt: skip
    # Seven bits for the weights: with eight, processors without VNNI would overflow, and give another answer.
    quant_pre_process(str(whole), str(prepared), skip_symbolic_shape=True)
    _words_in_four_bits(prepared)
    quantize_dynamic(str(prepared), str(final), weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)
    onnx.checker.check_model(str(final))
    arrays = {
        "distance": net.distance.weight,
        "place": net.place.weight,
        "weight": net.roles.weight.T,
        "bias": net.roles.bias,
    }
    np.savez(out / "scorer.npz", **{k: v.detach().cpu().numpy().astype(np.float32) for k, v in arrays.items()})
    shutil.copy(base / "tokenizer.json", out / "tokenizer.json")
    described = out / "model.json"
    if not described.exists():
        described.write_text(json.dumps({"version": version, "settings": {}}, indent=1) + "\n")
    prepared.unlink()


def _words_in_four_bits(path: Path) -> None:
    """Keep the embeddings of words, half of a model's size, in four bits with a scale for every 32 numbers."""
    model = onnx.load(str(path))
    tables = {table.name: table.dims[0] for table in model.graph.initializer if len(table.dims) == 2}
    gathers = [node for node in model.graph.node if node.op_type == "Gather"]
    words = max(gathers, key=lambda node: tables.get(node.input[0], 0))
    quantizer = MatMulNBitsQuantizer(
        model, bits=4, block_size=32, is_symmetric=True, op_types_to_quantize=("Gather",),
        quant_axes=(("Gather", 1),), nodes_to_include=[words.name],
    )  # fmt: skip
    quantizer.process()
    quantizer.model.save_model_to_file(str(path))


def main() -> None:
    """Export one trained network."""
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("network", type=Path)
    ap.add_argument("--base", type=Path, required=True)
    ap.add_argument("--out", type=Path, required=True)
    ap.add_argument("--version", required=True)
    ap.add_argument("--keep-whole", action="store_true", help="keep the graph in 32 bits beside the other")
    a = ap.parse_args()
    net = Network(load(a.base / "model.safetensors"))
    state = torch.load(a.network, map_location="cpu", weights_only=False)
    net.load_state_dict(state.get("mean", state))  # an unfinished run is exported from where it is
    export(net, a.base, a.out, a.version)
    if not a.keep_whole:
        (a.out / "whole.onnx").unlink()
    for path in sorted(a.out.iterdir()):
        print(f"{path.name} {path.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
