using System.Net.Sockets;
using System.Text;
using Holdfast.Failover.Control;
using Holdfast.Linux.Lines;

namespace Holdfast.Failover.Tests.Control;

public sealed class ControlTests : IDisposable
{
    private static readonly ControlRequest SwitchOver = new()
    {
        Command = ControlCommand.SwitchOver,
        Unit = 51,
        Successor = 2,
    };

    private readonly string _folder = Directory.CreateTempSubdirectory("hf-control").FullName;

    private string Path => System.IO.Path.Combine(_folder, "control.sock");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Ask_AgentRuns_GetsItsAnswer()
    {
        ControlRequest? heard = null;
        await using var server = Serve(request =>
        {
            heard = request;
            return new ControlAnswer("No.", Status: null);
        });

        var answer = await ControlClient.AskAsync(Path, SwitchOver, CancellationToken.None);

        Assert.Equal("No.", answer.Value!.Refused);
        Assert.Equal(SwitchOver, heard);
        const UnixFileMode Others = UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;
        Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(Path) & Others);
    }

    [Fact]
    public async Task Ask_NobodyThere_SaysSo()
    {
        var answer = await ControlClient.AskAsync(
            Path,
            new ControlRequest { Command = ControlCommand.Status },
            CancellationToken.None
        );

        Assert.Equal("HF-2035", Assert.Single(answer.Problems).Id);
    }

    [Theory]
    [InlineData("x")]
    [InlineData("{}")]
    [InlineData("{\"command\":\"explode\"}")]
    [InlineData("{\"command\":\"status\",\"more\":1}")]
    public async Task Serve_NotUnderstood_SaysSoAndGoesOn(string line)
    {
        var obeyed = 0;
        await using var server = Serve(_ => new ControlAnswer($"{++obeyed}", Status: null));
        using var socket = await ConnectAsync();
        await using var stream = new NetworkStream(socket);
        using var reader = new StreamReader(stream);

        await stream.WriteAsync(Encoding.UTF8.GetBytes(line + "\n"));
        Assert.Contains("not understood", await reader.ReadLineAsync(), StringComparison.Ordinal);
        await stream.WriteAsync("{\"command\":\"status\"}\n"u8.ToArray());
        Assert.Contains("\"1\"", await reader.ReadLineAsync(), StringComparison.Ordinal);
    }

    private LineServer<ControlRequest, ControlAnswer> Serve(Func<ControlRequest, ControlAnswer> answer) =>
        ControlServer.Start(Path, new Desk(answer));

    private async Task<Socket> ConnectAsync()
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(Path));
        return socket;
    }

    private sealed class Desk(Func<ControlRequest, ControlAnswer> answer) : IControlDesk
    {
        public Task<ControlAnswer?> ObeyAsync(ControlRequest request, LineCaller caller) =>
            Task.FromResult<ControlAnswer?>(answer(request));

        public void Leave(LineCaller caller) { }
    }
}
