"""Exports the trained network: model.onnx (int8 weights), tokenizer.json, config.json.

int8: weights of every matrix product are quantized per column, activations at run time (DynamicQuantizeLinear). Weights keep
to seven bits: machines without VNNI add pairs of products in 16 bits, which eight would overflow, and every machine must
give the same codes. Windows are always read one at a time, so one window's numbers never depend on another's.
"""
import hashlib, json, os, shutil, tempfile

import numpy as np
import torch

import data as D
import labels as L


def write(net, out, base):
    from onnxruntime.quantization import QuantType, quantize_dynamic
    os.makedirs(out, exist_ok=True)
    net.eval()
    ids = torch.tensor([[101, 2900, 102, 3000, 102]])  # one window at a time: no mask
    with tempfile.TemporaryDirectory() as tmp:
        plain = os.path.join(tmp, "float.onnx")
        dims = {"ids": {1: "n"}}
        for name in net.OUTPUTS:
            dims[name] = {2: "n", 3: "n"} if name in ("role", "link", "side") else {1: "n"}
        torch.onnx.export(net, (ids,), plain, input_names=["ids"], output_names=net.OUTPUTS, dynamic_axes=dims, opset_version=17, dynamo=False)
        target = os.path.join(out, "model.onnx")
        quantize_dynamic(plain, target, weight_type=QuantType.QInt8, op_types_to_quantize=["MatMul", "Gather"], per_channel=True, reduce_range=True, extra_options={"MatMulConstBOnly": True})
        check(net, plain, target)
    shutil.copy(os.path.join(base, "tokenizer.json"), os.path.join(out, "tokenizer.json"))
    digest = hashlib.sha256(open(target, "rb").read()).hexdigest()[:12]
    config = dict(model=digest, max_pieces=D.MAX_PIECES, max_title=D.MAX_TITLE, max_context=D.MAX_CONTEXT, **L.CONFIG)
    json.dump(config, open(os.path.join(out, "config.json"), "w"), indent=1)
    sample(target, os.path.join(out, "sample.json"))
    print(f"model {digest}: {os.path.getsize(target) / 1e6:.1f} MB in {out}")


def check(net, plain, small):
    """Prints how far the exported graphs are from PyTorch on a made-up window."""
    import onnxruntime
    rng = np.random.default_rng(0)
    ids = np.concatenate([[[101]], rng.integers(1000, 20000, (1, 40)), [[102]]], 1)
    with torch.no_grad():
        want = [x.numpy() for x in net(torch.from_numpy(ids))]
    for path in (plain, small):
        session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
        got = session.run(None, {"ids": ids})
        print(os.path.basename(path), "largest difference:", {k: round(float(np.abs(a - b).max()), 4) for k, a, b in zip(net.OUTPUTS, want, got)})


def sample(path, out):
    """What onnxruntime makes of made-up windows, for the Rust encoder's test: every 97th value of each output."""
    import onnxruntime
    rng = np.random.default_rng(1)
    session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
    names = [o.name for o in session.get_outputs()]
    windows = []
    for n in (5, 64, 160):
        ids = np.concatenate([[[D.CLS]], rng.integers(1000, 20000, (1, n - 2)), [[D.SEP]]], 1)
        got = session.run(None, {"ids": ids})
        windows.append(dict(ids=ids[0].tolist(), values={k: [round(float(v), 4) for v in x.flatten()[::97]] for k, x in zip(names, got)}))
    json.dump(windows, open(out, "w"))


if __name__ == "__main__":
    import sys
    from network import Coder
    from train import base_model
    net = Coder()
    net.load_state_dict(torch.load(sys.argv[1], map_location="cpu"))
    write(net, sys.argv[2], base_model())
