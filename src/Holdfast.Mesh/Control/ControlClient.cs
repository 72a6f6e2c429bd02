using System.Net.Sockets;
using System.Text.Json;
using Holdfast.Model.Json;
using Holdfast.Model.Problems;

namespace Holdfast.Mesh.Control;

/// <summary>Commands the mesh host that runs with a state folder on this machine.</summary>
public static class ControlClient
{
    public static async Task<Outcome<ControlAnswer>> AskAsync(
        string socketPath,
        ControlRequest request,
        CancellationToken cancel
    )
    {
        try
        {
            using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(socketPath), cancel);
            await using var stream = new NetworkStream(socket);
            byte[] line = [.. JsonSerializer.SerializeToUtf8Bytes(request, ModelJson.Options), (byte)'\n'];
            await stream.WriteAsync(line, cancel);
            using var reader = new StreamReader(stream);
            return
                await reader.ReadLineAsync(cancel) is { } text
                && JsonSerializer.Deserialize<ControlAnswer>(text, ModelJson.Options) is { } answer
                ? answer
                : MeshProblems.NotRunning.At(socketPath, "It hung up.");
        }
        catch (Exception e) when (e is SocketException or IOException or JsonException or ArgumentException)
        {
            return MeshProblems.NotRunning.At(socketPath, e.Message);
        }
    }
}
