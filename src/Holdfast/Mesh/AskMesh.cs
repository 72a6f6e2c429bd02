using Holdfast.Mesh.Control;
using Holdfast.Model.Problems;

namespace Holdfast.Mesh;

/// <summary>Asks the mesh host of this machine.</summary>
internal delegate Task<Outcome<ControlAnswer>> AskMesh(ControlRequest request);
