using System.Net.Sockets;
using System.Text;
using Holdfast.Linux.Lines;
using Holdfast.Model.Problems;

namespace Holdfast.Linux.Tests.Lines;

public sealed class LineServerTests : IAsyncLifetime
{
    private const int LongestLine = 100;

    private static readonly ProblemKind Away = new("HF-0000", "Nobody is there.", "Start it.");

    private readonly string _folder = Directory.CreateTempSubdirectory("hf-lines").FullName;
    private readonly TaskCompletionSource _left = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private LineServer<Question, Reply>? _server;

    private string Path => System.IO.Path.Combine(_folder, "lines.sock");

    public async ValueTask InitializeAsync()
    {
        await File.WriteAllTextAsync(Path, "left by one that died");
        _server = LineServer<Question, Reply>.Start(
            Path,
            new()
            {
                Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
                LongestLine = LongestLine,
                Obey = (question, _) => Task.FromResult<Reply?>(new(question?.Text ?? "?")),
                Leave = _ => _left.TrySetResult(),
            }
        );
    }

    public async ValueTask DisposeAsync()
    {
        await _server!.DisposeAsync();
        Assert.False(File.Exists(Path));
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task AskAsync_OneQuestion_IsAnswered() => Assert.Equal("who?", (await AskAsync("who?")).Value?.Text);

    [Fact]
    public void Start_OnlyThoseWhoMay_CanWrite() =>
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path));

    [Fact]
    public async Task AskAsync_NobodyListens_SaysSo()
    {
        var asked = await LineClient.AskAsync<Question, Reply>(
            Path + ".other",
            new("who?"),
            Away,
            CancellationToken.None
        );

        Assert.Equal(Away, Assert.Single(asked.Problems).Kind);
    }

    [Fact]
    public async Task AskAsync_QuestionIsTooLong_IsHungUpOn() =>
        Assert.Equal(Away, Assert.Single((await AskAsync(new string('x', LongestLine))).Problems).Kind);

    /// <summary>Also in pieces, and with a line that is none between them.</summary>
    [Fact]
    public async Task Serve_SeveralLinesOnOneConnection_EachIsAnswered()
    {
        using var socket = await ConnectAsync();
        await using var stream = new NetworkStream(socket);
        using var reader = new StreamReader(stream);

        await SayAsync(stream, """{"text":"a"}""" + "\n{nothing\n" + """{"te""");
        Assert.Equal("""{"text":"a"}""", await reader.ReadLineAsync());
        Assert.Equal("""{"text":"?"}""", await reader.ReadLineAsync());
        await SayAsync(stream, """xt":"b"}""" + "\n");

        Assert.Equal("""{"text":"b"}""", await reader.ReadLineAsync());
        Assert.False(_left.Task.IsCompleted);
    }

    [Fact]
    public async Task Serve_NeverAnEndOfLine_IsHungUpOn()
    {
        using var socket = await ConnectAsync();
        await using var stream = new NetworkStream(socket);

        await SayAsync(stream, new string('x', LongestLine));

        Assert.Equal(0, await stream.ReadAtLeastAsync(new byte[1], 1, throwOnEndOfStream: false));
        await _left.Task.WaitAsync(TimeSpan.FromSeconds(30));
    }

    private static Task SayAsync(NetworkStream stream, string text) =>
        stream.WriteAsync(Encoding.UTF8.GetBytes(text)).AsTask();

    private Task<Outcome<Reply>> AskAsync(string text) =>
        LineClient.AskAsync<Question, Reply>(Path, new(text), Away, CancellationToken.None);

    private async Task<Socket> ConnectAsync()
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(Path));
        return socket;
    }

    private sealed record Question(string Text);

    private sealed record Reply(string Text);
}
