using System.Net.Sockets;
using System.Text;
using Holdfast.Testing.Waiting;

namespace Holdfast.Node.Tests.OpenVpn.Management;

/// <summary>The other end of a management socket, spoken by hand. Like OpenVPN it serves one at a time.</summary>
internal sealed class FakeOpenVpn : IAsyncDisposable
{
    public const string Greeting = ">INFO:OpenVPN Management Interface Version 5 -- type 'help' for more info\r\n";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("hfp-");
    private readonly Socket _listening = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private Socket? _talking;

    public FakeOpenVpn()
    {
        _listening.Bind(new UnixDomainSocketEndPoint(Path));
        _listening.Listen();
    }

    public string Path => System.IO.Path.Combine(_folder.FullName, "management");

    public async Task AcceptAsync()
    {
        _talking?.Dispose();
        _talking = await _listening.AcceptAsync();
    }

    public async Task SayAsync(string text) => await _talking!.SendAsync(Encoding.ASCII.GetBytes(text));

    /// <returns>The next command, without the line end.</returns>
    public async Task<string> HearAsync()
    {
        using var deadline = new CancellationTokenSource(Eventually.Patience);
        var line = new StringBuilder();
        var one = new byte[1];
        while (await _talking!.ReceiveAsync(one, deadline.Token) == 1 && one[0] != '\n')
        {
            line.Append((char)one[0]);
        }

        return line.ToString();
    }

    public void HangUp() => _talking!.Dispose();

    public ValueTask DisposeAsync()
    {
        _talking?.Dispose();
        _listening.Dispose();
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }
}
