using System.Net.Sockets;
using System.Text;
using Holdfast.Model.Failover;

namespace Holdfast.Lab.Holdfasts;

/// <summary>A program that tells an agent how it is, for as long as this lives.</summary>
public sealed class HealthReporter : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly NetworkStream _stream;
    private readonly StreamReader _answers;

    /// <param name="home">State folder of the agent, which runs.</param>
    public HealthReporter(string home)
    {
        _socket.Connect(new UnixDomainSocketEndPoint(Path.Combine(home, "control.sock")));
        _stream = new NetworkStream(_socket, ownsSocket: true);
        _answers = new StreamReader(_stream);
    }

    /// <returns>Why the agent does not take it; null: it does.</returns>
    public async Task<string?> TellAsync(HealthReport report)
    {
        await _stream.WriteAsync(report.ToLine());
        var answer = await _answers.ReadLineAsync() ?? throw new LabException("The agent hung up.");
        return HealthReport.RefusalIn(Encoding.UTF8.GetBytes(answer));
    }

    public void Dispose() => _stream.Dispose();
}
