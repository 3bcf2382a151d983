"""The programs that verify-exports asks."""
import glob
import json
import os
import re
import shlex
import shutil
import subprocess
from collections import namedtuple

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.abspath(os.path.join(HERE, *[os.pardir] * 5))
SECONDS = 900

Done = namedtuple("Done", "code out last")


def call(command, **options):
    """Runs a program: its exit code, its output, and the last line it wrote to either stream."""
    done = subprocess.run(
        command, capture_output=True, text=True, timeout=SECONDS, stdin=subprocess.DEVNULL, **options)
    lines = [line for line in (done.stderr + "\n" + done.stdout).splitlines() if line.strip()]
    errors = [line for line in done.stderr.splitlines() if line.strip()]
    return Done(done.returncode, done.stdout, (errors or lines or ["it said nothing"])[-1].strip())


def newest_checkpoint(run):
    """Its step and folder."""
    found = [(int(re.search(r"step-(\d+)$", folder).group(1)), folder)
             for folder in glob.glob(os.path.join(glob.escape(run), "checkpoints", "step-*")) if folder[-1].isdigit()]
    if not found:
        raise ValueError(f"{run} has no checkpoints")
    return max(found)


class Report:
    """Counts and prints."""

    def __init__(self):
        self.passed = self.failed = self.skipped = 0

    def ok(self, text):
        self.passed += 1
        print("ok       " + text, flush=True)

    def skip(self, text):
        self.skipped += 1
        print("skipped  " + text, flush=True)

    def bad(self, text):
        self.failed += 1
        print("FAILED   " + text, flush=True)


class Glassformer:
    def __init__(self):
        self.command = shlex.split(os.environ.get("GLASSFORMER", "")) or [os.path.join(ROOT, "glassformer")]

    def call(self, *arguments):
        return call([*self.command, *map(str, arguments)])


class Torch:
    """The first Python that has torch and numpy."""

    def __init__(self):
        pythons = [python for python in ("python3", "/usr/bin/python3") if shutil.which(python)]
        self.python = next((python for python in pythons if self.imports(python, "torch, numpy")), None)
        self.there = self.python is not None

    @staticmethod
    def imports(python, modules):
        return call([python, "-c", "import " + modules]).code == 0

    def has(self, module):
        return self.there and self.imports(self.python, module)

    def call(self, *arguments):
        return call([self.python, *map(str, arguments)])

    def two_processes(self, *arguments, folder):
        """The first process's lines of JSON, or why there are none."""
        logs = os.path.join(folder, "torchrun")
        shutil.rmtree(logs, ignore_errors=True)
        # Without --redirects and --tee, torch 1.13 stumbles over newer Pythons.
        done = call(
            [self.python, "-m", "torch.distributed.run", "--redirects", "1", "--tee", "2", "--log_dir", logs,
             "--nproc_per_node", "2", *arguments],
            env=dict(os.environ, OMP_NUM_THREADS="1"))
        if done.code != 0:
            return done.last
        outputs = glob.glob(os.path.join(glob.escape(logs), "*", "attempt_0", "0", "stdout.log"))
        with open(outputs[0]) as file:
            return [json.loads(line) for line in file]


class Node:
    """Node with the packages of package.json, in a folder of its own."""

    def __init__(self):
        self.folder = os.environ.get("NODE_CLIENTS", "")
        if not shutil.which("node"):
            self.missing = "node is not installed"
        elif not self.folder:
            self.missing = "NODE_CLIENTS names no folder with the packages of package.json"
        else:
            self.missing = f"{self.folder} lacks packages of package.json"

    def has(self, package):
        return bool(shutil.which("node")) and os.path.isdir(os.path.join(self.folder or "-", "node_modules", package))

    def call(self, program, *arguments):
        # Packages are looked for where a program lies.
        for module in glob.glob(os.path.join(HERE, "*.mjs")):
            shutil.copy(module, self.folder)
        return call(["node", os.path.join(self.folder, program), *map(str, arguments)])
