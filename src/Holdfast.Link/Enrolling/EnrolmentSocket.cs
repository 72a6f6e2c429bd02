using System.Net.WebSockets;
using System.Text.Json;
using Holdfast.Link.Channels;
using Holdfast.Link.Problems;

namespace Holdfast.Link.Enrolling;

/// <summary>Sends and takes the few messages of an enrolment.</summary>
internal sealed class EnrolmentSocket(WebSocket socket, string peer)
{
    /// <summary>Certificates have about 1000 bytes. Arbitrary, may be increased.</summary>
    private const int LargestMessage = 32 * 1024;

    private static readonly PeerJson<EnrolmentMessage> Json = new();

    public async Task SendAsync(EnrolmentMessage message, CancellationToken cancel)
    {
        try
        {
            await socket.SendAsync(Json.Write(message), WebSocketMessageType.Text, endOfMessage: true, cancel);
        }
        catch (WebSocketException broken)
        {
            throw Cut(broken.Message);
        }
    }

    /// <exception cref="LinkException">The connection ended, or what came is none of the messages.</exception>
    public async Task<EnrolmentMessage> ReceiveAsync(CancellationToken cancel)
    {
        try
        {
            var buffer = new byte[LargestMessage];
            var length = await FillAsync(buffer, cancel);
            return Json.Read(buffer.AsSpan(0, length));
        }
        catch (JsonException broken)
        {
            throw new LinkException(LinkProblems.Garbage.At(peer, broken.Message), broken);
        }
        catch (WebSocketException broken)
        {
            throw Cut(broken.Message);
        }
    }

    /// <summary>Closes in good order, as far as the other end still listens.</summary>
    public async Task CloseAsync(CancellationToken cancel)
    {
        try
        {
            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, statusDescription: null, cancel);
        }
        catch (Exception broken)
            when (broken is WebSocketException or OperationCanceledException or InvalidOperationException)
        {
            socket.Abort();
        }
    }

    private async Task<int> FillAsync(byte[] buffer, CancellationToken cancel)
    {
        var length = 0;
        while (length < buffer.Length)
        {
            var result = await socket.ReceiveAsync(buffer.AsMemory(length), cancel);
            if (result.MessageType != WebSocketMessageType.Text)
            {
                throw result.MessageType == WebSocketMessageType.Close
                    ? Cut("The other end has closed it.")
                    : new JsonException("Binary.");
            }
            length += result.Count;
            if (result.EndOfMessage)
            {
                return length;
            }
        }
        throw new LinkException(LinkProblems.TooLarge.At(peer, $"More than {LargestMessage} bytes."));
    }

    private LinkException Cut(string detail) => new(EnrolmentProblems.Cut.At(peer, detail));
}
