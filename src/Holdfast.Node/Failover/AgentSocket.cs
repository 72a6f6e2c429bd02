using System.Buffers;
using System.IO.Pipelines;
using System.Net.Sockets;

namespace Holdfast.Node.Failover;

/// <summary>The control socket of this machine's failover agent: a line a message.</summary>
internal static class AgentSocket
{
    /// <exception cref="SocketException">No agent is there.</exception>
    public static async Task<Socket> ConnectAsync(string path, CancellationToken cancel)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancel);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <param name="longest">In bytes.</param>
    /// <returns>Without its end; null: the agent hung up, or its line is too long.</returns>
    public static async Task<byte[]?> ReadLineAsync(PipeReader reader, int longest, CancellationToken cancel)
    {
        while (true)
        {
            var read = await reader.ReadAsync(cancel);
            if (read.Buffer.PositionOf((byte)'\n') is { } end)
            {
                var line = read.Buffer.Slice(0, end).ToArray();
                reader.AdvanceTo(read.Buffer.GetPosition(1, end));
                return line;
            }

            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
            if (read.IsCompleted || read.Buffer.Length > longest)
            {
                return null;
            }
        }
    }
}
