using System.Text.Json;
using Holdfast.Link.Messages;

namespace Holdfast.Link.Channels;

/// <summary>Messages of the link as bytes.</summary>
public static class LinkJson
{
    private static readonly PeerJson<LinkMessage> Json = new();

    public static byte[] Write(LinkMessage message) => Json.Write(message);

    /// <summary>Total: any bytes give a message or the exception named.</summary>
    /// <exception cref="JsonException">The bytes are no message.</exception>
    public static LinkMessage Read(ReadOnlySpan<byte> bytes) => Json.Read(bytes);
}
