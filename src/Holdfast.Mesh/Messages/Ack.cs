namespace Holdfast.Mesh.Messages;

/// <summary>The answer to a <see cref="Ping"/>, or to an <see cref="AskFor"/> whose target answered.</summary>
public sealed record Ack(uint Number, View View) : MeshMessage;
