namespace Holdfast.Mesh.Tests.Simulation;

internal sealed class InvariantException(string message) : Exception(message);
