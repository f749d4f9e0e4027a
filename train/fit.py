"""The training loop: AdamW (Loshchilov and Hutter 2019) with a cosine schedule, and a running average of the weights (Polyak and Juditsky 1992)."""
import time

import jax
import jax.numpy as jnp
import numpy as np
import optax


def soft_cross_entropy(scores, target):
    """Mean cross entropy to target distributions on the last axis; places whose target is all zero do not count."""
    count = (target.sum(-1) > 0).sum()
    return -(target * jax.nn.log_softmax(scores)).sum() / jnp.maximum(count, 1)


def fit(p, loss, epoch, steps, rate, decay=0.01, seed=1, speeds=None, average=0.998, report=None, every=500):
    """Trains the parameters ``p`` and returns their average.

    ``loss(p, batch, seed)``: a scalar; ``epoch(rng)``: an iterator over batches (trees of arrays); ``speeds``: factors of the learning rate by
    top-level name; ``average``: how much of the running average stays at each step; ``report(p)``: a line on how good the averaged parameters are, printed every ``every`` steps.
    """
    schedule = optax.warmup_cosine_decay_schedule(0, rate, steps // 25 + 1, steps, rate / 100)
    optimizer = optax.chain(optax.clip_by_global_norm(1.0), optax.adamw(schedule, b2=0.98, weight_decay=decay))
    speeds = speeds or {}

    def step(p, mean, state, batch, k):
        value, grad = jax.value_and_grad(loss)(p, batch, (k * 7919 + seed * 104729).astype(jnp.uint32))
        update, state = optimizer.update(grad, state, p)
        update = {name: jax.tree.map(lambda u: u * speeds.get(name, 1.0), u) for name, u in update.items()}
        p = optax.apply_updates(p, update)
        keep = jnp.minimum(average, k / (k + 10.0))
        return p, jax.tree.map(lambda a, b: keep * a + (1 - keep) * b, mean, p), state, value

    step = jax.jit(step, donate_argnums=(0, 1, 2))
    p = jax.tree.map(jnp.array, p)
    state, mean, rng = optimizer.init(p), jax.tree.map(jnp.array, p), np.random.default_rng(seed)
    done, began, values = 0, time.time(), []
    while done < steps:
        for batch in epoch(rng):
            p, mean, state, value = step(p, mean, state, batch, jnp.int32(done))
            values.append(value)
            done += 1
            if done % every == 0 or done == steps:
                print(f'{done} steps  {time.time() - began:.0f} s  loss {np.mean(values[-every:]):.3f}  {report(mean) if report else ""}', flush=True)
            if done == steps:
                break
    return mean
