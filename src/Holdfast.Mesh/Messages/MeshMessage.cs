namespace Holdfast.Mesh.Messages;

/// <summary>One of the messages that a datagram between members carries. See docs/protocols/mesh.md.</summary>
public abstract record MeshMessage;
