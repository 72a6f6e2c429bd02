using System.Net.Sockets;
using System.Text.Json;
using Holdfast.Model.Json;
using Holdfast.Model.Problems;

namespace Holdfast.Linux.Lines;

/// <summary>Asks a <see cref="LineServer{TRequest, TAnswer}"/> one thing.</summary>
public static class LineClient
{
    /// <param name="path">Of the server's socket.</param>
    /// <param name="notRunning">What it means when nobody answers there.</param>
    public static async Task<Outcome<TAnswer>> AskAsync<TRequest, TAnswer>(
        string path,
        TRequest request,
        ProblemKind notRunning,
        CancellationToken cancel
    )
        where TAnswer : class
    {
        try
        {
            using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancel);
            await using var stream = new NetworkStream(socket);
            await stream.WriteAsync(Line.Of(request), cancel);
            using var reader = new StreamReader(stream);
            return
                await reader.ReadLineAsync(cancel) is { } line
                && JsonSerializer.Deserialize<TAnswer>(line, ModelJson.Options) is { } answer
                ? answer
                : notRunning.At(path, "It hung up.");
        }
        catch (Exception e) when (e is SocketException or IOException or JsonException or ArgumentException)
        {
            return notRunning.At(path, e.Message);
        }
    }
}
