using System.Net.Sockets;
using System.Text;
using Holdfast.Failover.Agent;
using Holdfast.Failover.Control;
using Holdfast.Failover.Members;
using Holdfast.Linux.Lines;
using Holdfast.Model.Failover;

namespace Holdfast.Failover.Tests.Agent;

public sealed class WatchersTests : IAsyncLifetime
{
    private static readonly TimeSpan Start = TimeSpan.FromMinutes(5);
    private readonly string _folder = Directory.CreateTempSubdirectory("hf-watch").FullName;
    private readonly List<Socket> _sockets = [];
    private readonly Watchers _watchers = new(Look);
    private readonly Desk _desk;
    private LineServer<ControlRequest, ControlAnswer>? _server;

    public WatchersTests() => _desk = new Desk(_watchers);

    private string Path => System.IO.Path.Combine(_folder, "control.sock");

    public ValueTask InitializeAsync()
    {
        _server = ControlServer.Start(Path, _desk);
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var socket in _sockets)
        {
            socket.Dispose();
        }

        await _server!.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Watch_Asked_ToldAtOnceAndAtAChange()
    {
        using var reader = await WatchAsync();

        Assert.False(await WonAsync(reader));
        _desk.Do(() => _watchers.Tell(Start, won: 51));
        Assert.True(await WonAsync(reader));
        _desk.Do(() => _watchers.Tell(Start, won: 52));
        Assert.False(await WonAsync(reader));
    }

    [Fact]
    public async Task TellIfDue_ASecondOfSilence_IsASignOfLife()
    {
        using var reader = await WatchAsync();
        await WonAsync(reader);
        _desk.Do(() => _watchers.Tell(Start, won: 51));
        await WonAsync(reader);

        _desk.Do(() => _watchers.TellIfDue(Start + TimeSpan.FromMilliseconds(999)));
        _desk.Do(() => _watchers.Tell(Start, won: 51));
        Assert.True(await WonAsync(reader));

        _desk.Do(() => _watchers.TellIfDue(Start + TimeSpan.FromSeconds(1)));
        Assert.False(await WonAsync(reader));
    }

    [Fact]
    public async Task Watch_OneTooMany_IsRefusedUntilAnotherLeaves()
    {
        List<StreamReader> readers = [];
        for (var i = 0; i < Watchers.Most; i++)
        {
            readers.Add(await WatchAsync());
            await WonAsync(readers[i]);
        }

        using var late = await WatchAsync();
        var refused = await late.ReadLineAsync();
        Assert.Contains("refused", refused, StringComparison.Ordinal);
        Assert.Null(RoleNotice.Parse(Encoding.UTF8.GetBytes(refused!)));

        readers.ForEach(reader => reader.Dispose());
        await _desk.WaitForLeavingAsync(Watchers.Most);
        using var next = await WatchAsync();
        Assert.False(await WonAsync(next));
    }

    /// <summary>It must neither hold the agent up nor be left with half a line.</summary>
    [Fact]
    public async Task Tell_OneDoesNotRead_IsCutOffAndOthersGoOn()
    {
        using var slow = await WatchAsync();
        using var quick = await WatchAsync();
        await WonAsync(quick);

        // Far more than waits for it.
        for (var told = 0; told < 2000; told++)
        {
            _desk.Do(() => _watchers.Tell(Start, won: 51));
            Assert.True(await WonAsync(quick));
        }

        await _desk.WaitForLeavingAsync(1);
        _desk.Do(() => _watchers.Tell(Start, won: 51));
        Assert.True(await WonAsync(quick));
    }

    [Fact]
    public async Task Watch_SaysMore_IsHungUpOn()
    {
        var socket = await ConnectAsync();
        using var reader = new StreamReader(new NetworkStream(socket));
        await socket.SendAsync(RoleNotice.Request.ToArray());
        await WonAsync(reader);

        await socket.SendAsync(RoleNotice.Request.ToArray());

        await _desk.WaitForLeavingAsync(1);
    }

    [Theory]
    [MemberData(nameof(Roles))]
    public void Of_EveryRole_HasTheSameName(Role role) => Assert.Equal($"{role}", $"{RoleNotices.Of(role)}");

    public static TheoryData<Role> Roles => [.. Enum.GetValues<Role>()];

    private static RoleNotice Look(TimeSpan now, int? won) =>
        new()
        {
            Member = 1,
            Others = [],
            Units =
            [
                new()
                {
                    Vrid = 51,
                    Role = UnitRole.Active,
                    Epoch = "1.1",
                    Addresses = [],
                    MillisecondsInRole = 0,
                    JustWon = won == 51,
                },
            ],
        };

    private static async Task<bool> WonAsync(StreamReader reader)
    {
        var line = await reader.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(30));
        return Assert.Single(RoleNotice.Parse(Encoding.UTF8.GetBytes(line!))!.Units).JustWon;
    }

    private async Task<StreamReader> WatchAsync()
    {
        var socket = await ConnectAsync();
        await socket.SendAsync(RoleNotice.Request.ToArray());
        return new StreamReader(new NetworkStream(socket, ownsSocket: true));
    }

    private async Task<Socket> ConnectAsync()
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        _sockets.Add(socket);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(Path));
        return socket;
    }

    /// <summary>In place of the agent's thread: one at a time.</summary>
    private sealed class Desk(Watchers watchers) : IControlDesk
    {
        private readonly Lock _one = new();
        private int _left;

        public int Left => Volatile.Read(ref _left);

        public void Do(Action work)
        {
            lock (_one)
            {
                work();
            }
        }

        public Task<ControlAnswer?> ObeyAsync(ControlRequest request, LineCaller caller)
        {
            lock (_one)
            {
                return Task.FromResult(watchers.TryAdd(caller, Start) ? null : new ControlAnswer("Enough.", null));
            }
        }

        public void Leave(LineCaller caller)
        {
            Do(() => watchers.Remove(caller));
            Interlocked.Increment(ref _left);
        }

        public async Task WaitForLeavingAsync(int count)
        {
            using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
            while (Left < count)
            {
                await Task.Delay(5, deadline.Token);
            }
        }
    }
}
