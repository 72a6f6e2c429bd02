using System.IO.Pipelines;
using System.Net.Sockets;
using Holdfast.Model.Failover;

namespace Holdfast.Node.Failover;

/// <summary>Asks the failover agent of this machine, one question a connection.</summary>
/// <param name="socket">The agent's control socket.</param>
internal sealed class AgentCall(string socket, TimeProvider time)
{
    /// <summary>A status with its history is some KiB. Arbitrary, may be increased.</summary>
    private const int LongestAnswer = 1024 * 1024;

    /// <summary>A check takes a second for each address; a switch gives the others some seconds.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(25);

    /// <returns>Null: no agent answers.</returns>
    public async Task<AgentAnswer?> AskAsync(AgentCommand command, CancellationToken cancel)
    {
        using var limit = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancel);
        try
        {
            return await SpeakAsync(command, either.Token) is { } line ? AgentAnswer.Parse(line) : null;
        }
        catch (Exception e) when (e is SocketException or IOException or ArgumentException)
        {
            return null;
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return null;
        }
    }

    private async Task<byte[]?> SpeakAsync(AgentCommand command, CancellationToken cancel)
    {
        using var connection = await AgentSocket.ConnectAsync(socket, cancel);
        await using var stream = new NetworkStream(connection);
        await stream.WriteAsync(command.ToLine(), cancel);
        var reader = PipeReader.Create(stream, new StreamPipeReaderOptions(leaveOpen: true));
        return await AgentSocket.ReadLineAsync(reader, LongestAnswer, cancel);
    }
}
