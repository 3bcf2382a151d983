package glassformer.engine.djl;

import glassformer.engine.Histogram;

/// Functions in TorchScript that generated passes call.
final class ScriptParts {
    /// What stands in every module, beside [#FORWARD].
    static final String COMMON = """
            def bind(self: __torch__.Model, p: List[Tensor]) -> Tensor:
              self.P = p
              return p[0]
            def cross_entropy(self: __torch__.Model, logits: Tensor, labels: Tensor, smoothing: float) -> Tensor:
              n = torch.size(logits, -1)
              flat = torch.view(labels, [-1])
              count = torch.clamp(torch.sum(torch.ne(flat, -100)), 1)
              return torch.cross_entropy_loss(torch.reshape(logits, [-1, n]), flat, None, 2, -100, smoothing) / count
            def squared_error(self: __torch__.Model, scores: Tensor, labels: Tensor) -> Tensor:
              return torch.mse_loss(torch.reshape(scores, [-1]), labels)
            """;

    /// What passes call.
    static final String FORWARD = """
            def rotate(self: __torch__.Model, x: Tensor, angles: Tensor) -> Tensor:
              half = torch.floordiv(torch.size(x, -1), 2)
              x1 = torch.slice(x, -1, 0, half, 1)
              x2 = torch.slice(x, -1, half, 9223372036854775807, 1)
              c = torch.cos(angles)
              s = torch.sin(angles)
              return torch.cat([x1 * c - x2 * s, x2 * c + x1 * s], -1)
            def within(self: __torch__.Model, lengths: Tensor, length: int) -> Tensor:
              places = torch.arange(0, length, dtype=4, device=lengths.device)
              return torch.lt(torch.unsqueeze(places, 0), torch.unsqueeze(lengths, 1))
            def padding(self: __torch__.Model, lengths: Tensor, length: int) -> Optional[Tensor]:
              r = annotate(Optional[Tensor], None)
              if torch.gt(torch.numel(lengths), 0):
                real = self.within(lengths, length)
                bias = torch.masked_fill(torch.to(torch.zeros_like(real), 6), torch.logical_not(real), -inf)
                r = torch.unsqueeze(torch.unsqueeze(bias, 1), 1)
              return r
            def plus(self: __torch__.Model, x: Tensor, bias: Optional[Tensor]) -> Tensor:
              r = x
              if torch.__isnot__(bias, None):
                r = x + ops.aten._unwrap_optional(bias)
              return r
            def alike(self: __torch__.Model, bias: Optional[Tensor], x: Tensor) -> Optional[Tensor]:
              r = bias
              if torch.__isnot__(bias, None):
                r = torch.to(ops.aten._unwrap_optional(bias), x)
              return r
            def last(self: __torch__.Model, x: Tensor, lengths: Tensor) -> Tensor:
              r = torch.select(x, 1, -1)
              if torch.gt(torch.numel(lengths), 0):
                rows = torch.arange(0, torch.size(x, 0), dtype=4, device=x.device)
                r = torch.index(x, annotate(List[Optional[Tensor]], [rows, lengths - 1]))
              return r
            def mean(self: __torch__.Model, x: Tensor, lengths: Tensor) -> Tensor:
              r = torch.mean(x, [1])
              if torch.gt(torch.numel(lengths), 0):
                real = torch.unsqueeze(torch.to(self.within(lengths, torch.size(x, 1)), 6), -1)
                r = torch.sum(x * real, [1]) / torch.sum(real, [1])
              return r
            """;

    /// What stands in modules that train.
    ///
    /// `hyper` holds learning rate, clip norm, the noise's standard deviation, the newest weights' share of their
    /// mean, whether the step is watched (then the tensors' statistics follow the losses, see [WatchedValues]) and
    /// one over the loss's scale, the last of `scales`. A step whose gradient is not finite changes nothing: good
    /// weights survive it.
    static final String TRAINING = """
            def grads(self: __torch__.Model, loss: Tensor, sources: List[Tensor]) -> List[Tensor]:
              found = torch.grad([loss], sources, None, None, False, True)
              g = annotate(List[Tensor], [])
              for i in range(torch.len(sources)):
                one = found[i]
                if torch.__isnot__(one, None):
                  g.append(ops.aten._unwrap_optional(one))
                else:
                  g.append(torch.zeros_like(sources[i]))
              return g
            def describe(self: __torch__.Model, t: List[Tensor], r: List[Tensor]) -> None:
              norms = torch._foreach_norm(t)
              for i in range(torch.len(t)):
                x = torch.reshape(t[i], [-1])
                low = torch.min(x)
                high = torch.max(x)
                r.append(torch.stack([norms[i], low, high]))
                r.append(self.spread(x, float(low.item()), float(high.item())))
              return None
            def changes(self: __torch__.Model, old: List[Tensor], r: List[Tensor]) -> None:
              now = self.moving()
              r.append(torch.stack(torch._foreach_norm(torch._foreach_sub(now, old))) / torch.stack(torch._foreach_norm(old)))
              self.describe(now, r)
              return None
            def apply(self: __torch__.Model, g: List[Tensor], losses: Tensor, hyper: Tensor) -> Tensor:
              h = annotate(List[float], hyper.tolist())
              if h[5] != 1.:
                torch._foreach_mul_(g, h[5])
              norm = torch.linalg_vector_norm(torch.stack(torch._foreach_norm(g)))
              size = float(norm.item())
              r = [torch.unsqueeze(norm, 0), losses]
              r.extend(self.penalties())
              if size < inf:
                old = annotate(List[Tensor], [])
                if h[4] > 0.:
                  self.describe(g, r)
                  old = torch._foreach_mul(self.moving(), 1.)
                if h[1] > 0. and size > h[1]:
                  torch._foreach_mul_(g, h[1] / (size + 9.9999999999999995e-07))
                if h[2] > 0.:
                  for i in range(torch.len(g)):
                    torch.add_(g[i], torch.randn_like(g[i]), alpha=h[2])
                self.descend(g, h)
                if h[4] > 0.:
                  self.changes(old, r)
              return torch.cat(r)
            def train_step(self: __torch__.Model, READS, labels: List[Tensor], scales: Tensor, hyper: Tensor) -> Tensor:
              losses, g, = self.differentiate(idx, types, lengths, dec, declengths, labels, scales)
              torch.set_grad_enabled(False)
              r = self.apply(g, losses, hyper)
              torch.set_grad_enabled(True)
              return r
            def accumulate(self: __torch__.Model, READS, labels: List[Tensor], scales: Tensor, share: Tensor) -> Tensor:
              w = float(share.item())
              losses, g, = self.differentiate(idx, types, lengths, dec, declengths, labels, scales)
              torch.set_grad_enabled(False)
              torch._foreach_mul_(g, w)
              if torch.len(self.G) == 0:
                self.G = g
              else:
                torch._foreach_add_(self.G, g)
              torch.set_grad_enabled(True)
              return losses
            def update(self: __torch__.Model, losses: Tensor, hyper: Tensor) -> Tensor:
              torch.set_grad_enabled(False)
              r = self.apply(self.G, losses, hyper)
              self.G = annotate(List[Tensor], [])
              torch.set_grad_enabled(True)
              return r
            def gathered(self: __torch__.Model, none: Tensor) -> List[Tensor]:
              return self.G
            def forget(self: __torch__.Model, none: Tensor) -> Tensor:
              self.G = annotate(List[Tensor], [])
              torch.set_grad_enabled(True)
              return none
            def gradients(self: __torch__.Model, READS, labels: List[Tensor], scales: Tensor) -> List[Tensor]:
              losses, g, = self.differentiate_still(idx, types, lengths, dec, declengths, labels, scales)
              c = annotate(List[float], scales.tolist())
              w = c[-1]
              if w != 1.:
                torch._foreach_mul_(g, 1. / w)
              torch.set_grad_enabled(True)
              return g
            """.replace("READS", ForwardScript.READS);

    /// Counts values in bins. A float32 counts exactly up to 2^24 only, so no more values are counted at once, the
    /// sums are whole numbers, and each comes out as two: how many times 2^24, then the rest, all of the former
    // first.
    static final String SPREAD =
            """
            def spread(self: __torch__.Model, x: Tensor, low: float, high: float) -> Tensor:
              n = torch.zeros([BINS], dtype=4, device=x.device)
              if high - low < inf:
                parts = torch.split(x, EXACT)
                for i in range(torch.len(parts)):
                  n = n + torch.to(torch.histc(parts[i], BINS, low, high), 4)
              both = [torch.div(n, EXACT, rounding_mode="floor"), torch.remainder(n, EXACT)]
              return torch.to(torch.cat(both), 6)
            """.replace("BINS", Integer.toString(Histogram.BINS)).replace("EXACT", Integer.toString(1 << 24));

    private ScriptParts() {}
}
