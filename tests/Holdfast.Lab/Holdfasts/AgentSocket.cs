using System.Net.Sockets;
using System.Text.Json;

namespace Holdfast.Lab.Holdfasts;

/// <summary>Asks a failover agent how its first unit stands, without a program.</summary>
public static class AgentSocket
{
    /// <param name="path">Of its control socket, as this process reaches it.</param>
    /// <returns>Null: the agent does not answer, or has no group.</returns>
    public static async Task<FailoverView?> LookAsync(string path)
    {
        try
        {
            using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path));
            await using var stream = new NetworkStream(socket);
            await stream.WriteAsync("{\"command\":\"status\"}\n"u8.ToArray());
            using var reader = new StreamReader(stream);
            if (await reader.ReadLineAsync() is not { } line)
            {
                return null;
            }

            using var answer = JsonDocument.Parse(line);
            return answer.RootElement.TryGetProperty("status", out var status)
                ? FailoverView.Parse(status.GetRawText())
                : null;
        }
        catch (Exception e) when (e is SocketException or IOException)
        {
            return null;
        }
    }
}
