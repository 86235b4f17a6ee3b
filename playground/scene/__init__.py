"""What is on the page, as a value, and the edits that lead from one such value to the next.

``apply(scene, edit)`` is pure: it returns a new Scene, or raises NetworkError and changes nothing.
Every number that can stay stays: an edit touches what it names and nothing else. Indices count
from 0, as in the arrays; layer k has weights ``network.layers[k].weights``.

- ``target``    what can be grabbed or selected, by its name
- ``fields``, ``network_fields``, ``data_fields``, ``training_fields``  the kinds of field that a
  scene has
- ``scene``     the Scene itself: a row for each field
- ``playback``  the passes of a row as steps
- ``command``   a gesture's verb and what stands with it, as an edit reads it
- ``edit``      what all edits share, and ``apply``
- ``recipes`` the recipe that holds, and what training leaves alone
- ``values``, ``fresh``, ``topology``, ``settings``, ``data``, ``rows``, ``painting``, ``ink``,
  ``kernel``, ``training``, ``kept_runs``  the edits by family
- ``structure``  what those of topology share
"""

from typing import TYPE_CHECKING

from playground.scene.data import RemoveData, SetRow, SplitRows, UseData
from playground.scene.edit import EditBase, apply, edit_classes, edit_union
from playground.scene.fresh import Randomise, next_seed, silent_layers
from playground.scene.ink import ClearPicture, DrawInk, InkSquare, PushPicture, TakePen
from playground.scene.kept_runs import CompareRun, DropRun, KeepRun, NameRun, ShowRun
from playground.scene.kernel import PlaceWindow, SetKernel
from playground.scene.painting import (
    ChooseBrush,
    ErasePoints,
    MovePoint,
    Paint,
    StartPainting,
    StopPainting,
)
from playground.scene.playback import (
    BACK_PHASES,
    PHASES,
    back_at,
    back_index,
    n_steps,
    n_training_steps,
    step_at,
    step_index,
)
from playground.scene.recipes import frozen_in, recipe_of, with_trained
from playground.scene.rows import ListRows, MeasureRows, SelectCell, SortRows
from playground.scene.scene import (
    BRUSHES,
    ERASER,
    FIELDS,
    HIDEABLE,
    LISTED,
    LOCKABLE,
    MODES,
    NO_BRUSH,
    PARTS,
    Mask,
    Scene,
    reached,
    reached_back,
    replace_scene,
    shows_loss,
)
from playground.scene.settings import (
    DropGhost,
    KeepGhost,
    Rename,
    Select,
    SetControls,
    SetDecimals,
    SetMode,
    SetNeurons,
    SetSight,
    SetStep,
    SetTemperature,
    SetThreshold,
    Switch,
)
from playground.scene.target import TARGET_KINDS, Target
from playground.scene.topology import (
    AddInput,
    AddLayer,
    AddNeuron,
    RemoveInput,
    RemoveLayer,
    RemoveNeuron,
)
from playground.scene.training import (
    ResetTraining,
    SetRecipe,
    SetStop,
    TrainTo,
    data_to_train,
    training_of,
)
from playground.scene.values import (
    SetActivation,
    SetAlpha,
    SetBias,
    SetInput,
    SetInputs,
    SetWeight,
    SetWeights,
    set_value,
    value_of,
)

#: Any edit. For msgspec it is the union of all classes, which their tags tell apart.
if TYPE_CHECKING:
    Edit = EditBase
else:
    Edit = edit_union()

__all__ = [
    "BACK_PHASES",
    "BRUSHES",
    "ERASER",
    "FIELDS",
    "HIDEABLE",
    "LISTED",
    "LOCKABLE",
    "MODES",
    "NO_BRUSH",
    "PARTS",
    "PHASES",
    "TARGET_KINDS",
    "AddInput",
    "AddLayer",
    "AddNeuron",
    "ChooseBrush",
    "ClearPicture",
    "CompareRun",
    "DrawInk",
    "DropGhost",
    "DropRun",
    "Edit",
    "ErasePoints",
    "InkSquare",
    "KeepGhost",
    "KeepRun",
    "ListRows",
    "Mask",
    "MeasureRows",
    "MovePoint",
    "NameRun",
    "Paint",
    "PlaceWindow",
    "PushPicture",
    "Randomise",
    "RemoveData",
    "RemoveInput",
    "RemoveLayer",
    "RemoveNeuron",
    "Rename",
    "ResetTraining",
    "Scene",
    "Select",
    "SelectCell",
    "SetActivation",
    "SetAlpha",
    "SetBias",
    "SetControls",
    "SetDecimals",
    "SetInput",
    "SetInputs",
    "SetKernel",
    "SetMode",
    "SetNeurons",
    "SetRecipe",
    "SetRow",
    "SetSight",
    "SetStep",
    "SetStop",
    "SetTemperature",
    "SetThreshold",
    "SetWeight",
    "SetWeights",
    "ShowRun",
    "SortRows",
    "SplitRows",
    "StartPainting",
    "StopPainting",
    "Switch",
    "TakePen",
    "Target",
    "TrainTo",
    "UseData",
    "apply",
    "back_at",
    "back_index",
    "data_to_train",
    "edit_classes",
    "frozen_in",
    "n_steps",
    "n_training_steps",
    "next_seed",
    "reached",
    "reached_back",
    "recipe_of",
    "replace_scene",
    "set_value",
    "shows_loss",
    "silent_layers",
    "step_at",
    "step_index",
    "training_of",
    "value_of",
    "with_trained",
]
