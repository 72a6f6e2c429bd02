using Holdfast.Mesh.Members;

namespace Holdfast.Mesh.Messages;

/// <summary>Ask that member whether it is there: it does not answer me.</summary>
public sealed record AskFor(uint Number, HostId Target) : MeshMessage;
