namespace Holdfast.Mesh.Messages;

/// <summary>Are you there?</summary>
/// <param name="Number">Comes back in the <see cref="Ack"/>.</param>
public sealed record Ping(uint Number, View View) : MeshMessage;
