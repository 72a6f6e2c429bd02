using System.Net;
using System.Net.Sockets;
using System.Text;
using Holdfast.Lab.Hosts;
using Holdfast.Lab.Waiting;
using Holdfast.Model.Failover;

namespace Holdfast.Lab.Holdfasts;

/// <summary>Listens to an agent as a node does, and looks at once whether what it hears is true.</summary>
public sealed class FailoverWatch : IAsyncDisposable
{
    private readonly Host _host;
    private readonly Socket _socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly Lock _gate = new();
    private readonly List<(UnitNotice Unit, bool HasAddresses)> _heard = [];
    private readonly Task _reading;

    /// <param name="home">State folder of the agent, which runs.</param>
    public FailoverWatch(Host host, string home)
    {
        _host = host;
        _socket.Connect(new UnixDomainSocketEndPoint(Path.Combine(home, "control.sock")));
        _socket.Send(RoleNotice.Request);
        _reading = Task.Run(ReadAsync);
    }

    /// <summary>Waits for the line that tells of a takeover.</summary>
    /// <returns>Whether this host had all addresses when it came.</returns>
    public async Task<bool> WaitForWinAsync(TimeSpan deadline)
    {
        var found = false;
        await Wait.UntilAsync(
            $"{_host.Name} to tell that it took over",
            deadline,
            () => Any(unit => unit.JustWon, out found)
        );
        return found;
    }

    public Task WaitForLossAsync(TimeSpan deadline) =>
        Wait.UntilAsync(
            $"{_host.Name} to tell that it is active no more",
            deadline,
            () => Any(unit => unit.Role != UnitRole.Active, out _)
        );

    public async ValueTask DisposeAsync()
    {
        _socket.Dispose();
        await _reading;
    }

    private bool Any(Func<UnitNotice, bool> condition, out bool hadAddresses)
    {
        lock (_gate)
        {
            var index = _heard.FindIndex(heard => condition(heard.Unit));
            hadAddresses = index >= 0 && _heard[index].HasAddresses;
            return index >= 0;
        }
    }

    private async Task ReadAsync()
    {
        try
        {
            using var reader = new StreamReader(new NetworkStream(_socket));
            while (
                await reader.ReadLineAsync() is { } line && RoleNotice.Parse(Encoding.UTF8.GetBytes(line)) is { } notice
            )
            {
                Note(notice.Units[0]);
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // The agent has ended, or we are done.
        }
    }

    private void Note(UnitNotice unit)
    {
        var has = unit.Addresses.All(placed => HasAddress(placed.Address));
        lock (_gate)
        {
            _heard.Add((unit, has));
        }
    }

    /// <summary>Only an address of the machine itself can be bound.</summary>
    private bool HasAddress(IPAddress address)
    {
        try
        {
            using var socket = _host.OpenSocket(address.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
            socket.Bind(new IPEndPoint(address, 0));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
