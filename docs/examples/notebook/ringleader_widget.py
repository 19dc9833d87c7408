"""A lab bench for distributed algorithms in a notebook. Written by `npm run docs` from the element's options."""

import pathlib

import anywidget
import traitlets


class RingLeader(anywidget.AnyWidget):
    """A run, and the bench to play with it: RingLeader(scenario="leader-crash")."""

    _esm = pathlib.Path(__file__).parent / "ringleader.js"

    # The scenario to run: its text, with newlines or ; between the lines, or a name of the gallery.
    scenario = traitlets.Unicode("").tag(sync=True)
    # The scenario as a file, if scenario does not say it.
    src = traitlets.Unicode("").tag(sync=True)
    # The protocol, if no scenario says it: its first scenario, or a fresh cluster if nodes or seed is given.
    protocol = traitlets.Unicode("").tag(sync=True)
    # How many nodes.
    nodes = traitlets.Int(None, allow_none=True).tag(sync=True)
    # The seed of chance.
    seed = traitlets.Int(None, allow_none=True).tag(sync=True)
    # Where it opens: so many events after boot, at an instant such as 412.5ms, or right after the first or n-th moment of a kind, such as leader-elected or leader-elected 2.
    start = traitlets.Unicode("").tag(sync=True)
    # Runs at once, unless the reader prefers reduced motion.
    autoplay = traitlets.Bool(False).tag(sync=True)
    # Simulated time per time on the wall; the nearest of the named stops.
    speed = traitlets.Unicode("").tag(sync=True)
    # By the clock, distances in time are true; by event, one follows the other at a steady beat.
    pace = traitlets.Enum(["clock", "event"], "clock").tag(sync=True)
    # What is shown: cluster is the picture of any protocol, the others are tabs beside it.
    view = traitlets.Unicode("").tag(sync=True)
    # min leaves play, single events and the time bar; with none the keys still work.
    controls = traitlets.Enum(["full", "min", "none"], "full").tag(sync=True)
    # For looking only: no faults, no commands, no other scenario by the reader's hand.
    lock = traitlets.Bool(False).tag(sync=True)
    # The language of the bench.
    lang = traitlets.Unicode("").tag(sync=True)
    # auto follows the color-scheme of the page around it.
    theme = traitlets.Enum(["auto", "light", "dark"], "auto").tag(sync=True)
    # lazy starts when it comes near the window.
    loading = traitlets.Enum(["eager", "lazy"], "eager").tag(sync=True)

    # Where it stands; the bench writes these.
    position = traitlets.Int(0).tag(sync=True)
    now = traitlets.Float(0.0).tag(sync=True)
    playing = traitlets.Bool(False).tag(sync=True)

    def play(self):
        self.send({"type": "play"})

    def pause(self):
        self.send({"type": "pause"})

    def step(self, n=1):
        self.send({"type": "step", "n": n})

    def seek(self, position):
        self.send({"type": "seek", "position": position})

    def act(self, moves):
        self.send({"type": "act", "moves": moves})

    def reset(self):
        self.send({"type": "reset"})
