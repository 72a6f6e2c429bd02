using Holdfast.Link.Messages;
using Holdfast.Linux.Processes;
using Holdfast.Model.Problems;
using Holdfast.Model.Profiles;
using Holdfast.Node.OpenVpn.Configuration;
using Holdfast.Node.OpenVpn.Management;
using Holdfast.Node.OpenVpn.Probing;
using Holdfast.Node.Probing;
using Holdfast.Node.Sessions;
using Holdfast.Node.Supervision;
using Microsoft.Extensions.Logging;

namespace Holdfast.Node.OpenVpn;

/// <summary>One service: its folder, its process, its clients. Being disposed leaves the process alone.</summary>
internal sealed partial class OpenVpnServer : IManagementListener, IProbed, IAsyncDisposable
{
    private readonly ServiceFolder _folder;
    private readonly OpenVpnPlaneOptions _options;
    private readonly IDaemons _daemons;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly ClientDirectory _directory;
    private readonly ConnectedClients _clients = new();
    private readonly SessionReporter _reporter;
    private readonly ManagementLink _link;
    private readonly ServerSupervisor _supervisor;
    private readonly Eviction _eviction;
    private readonly Draining _draining;
    private readonly OwnClient _own;
    private readonly CancellationTokenSource _ending = new();
    private volatile ServicePlan _plan;

    public OpenVpnServer(
        ServicePlan plan,
        ServiceFolder folder,
        OpenVpnPlaneOptions options,
        IDaemons daemons,
        ISessionSink sink,
        TimeProvider time,
        ILogger logger
    )
    {
        (_plan, _folder, _options, _daemons, _time, _logger) = (plan, folder, options, daemons, time, logger);
        _directory = new(folder.ClientFolder, folder.Staging);
        _reporter = new(plan.ProfileId, plan.Interface, sink);
        _link = new(plan.Interface, folder.ManagementSocket, this, time, logger);
        _supervisor = new(plan.Interface, folder, options, daemons, time, logger);
        _eviction = new(plan.Interface, _directory, _clients, _link, Gone, time, logger);
        _draining = new(plan.Interface, _clients, _link, time, logger);
        _own = new(plan.Service, options.ProbePatience, time);
    }

    public ServicePlan Plan => _plan;

    public string Name => _plan.Interface;

    /// <summary>Its process lives and has answered on the management socket.</summary>
    public bool Works => _supervisor.Works;

    public bool IsSilent => Works && _own.IsSilent;

    /// <summary>Its end has begun, and may have been interrupted: it serves no more and is to be made anew.</summary>
    public bool IsEnding { get; private set; }

    /// <summary>
    /// Makes the files true and then takes over the process that runs with them, or starts one. A process that runs with others is
    /// ended first.
    /// </summary>
    public async Task StartAsync(IReadOnlyDictionary<string, ClientEntry> clients, CancellationToken cancel)
    {
        _folder.Create();
        await TakeFilesAsync(cancel);
        _directory.Reconcile(clients);
        _supervisor.Start(_plan.Verbosity, _link.RunAsync, Ended);
    }

    /// <returns>Null when the process works.</returns>
    public Task<Problem?> SettleAsync(CancellationToken cancel) => _supervisor.SettleAsync(cancel);

    /// <summary>Takes a plan with the same files.</summary>
    public void Update(ServicePlan plan)
    {
        var louder = plan.Verbosity != _plan.Verbosity;
        _plan = plan;
        if (louder)
        {
            _ = SayVerbosityAsync();
        }
    }

    public void Reconcile(IReadOnlyDictionary<string, ClientEntry> clients)
    {
        _directory.Reconcile(clients);
        _eviction.Check(_clients.All(), _ending.Token);
    }

    public void Allow(string name, ClientEntry entry)
    {
        _directory.Write(name, entry);
        _eviction.Check(_clients.Find(name) is { } client ? [client] : [], _ending.Token);
    }

    /// <summary>The file goes first: who is cut off cannot come back.</summary>
    public void Forbid(string name)
    {
        _directory.Remove(name);
        _ = _eviction.CutOffAsync([name], _ending.Token);
    }

    /// <summary>Sends the clients on, those of now and those who come, or lets them stay.</summary>
    public void SetDraining(bool on) => _draining.Set(on, _ending.Token);

    /// <summary>Sends the clients on to their next server and ends the process.</summary>
    public async Task StopAsync(CancellationToken cancel)
    {
        IsEnding = true;
        await SendOnAsync(cancel);
        await _supervisor.StopAsync(cancel);
        Ended("the server was stopped");
        await DisposeAsync();
    }

    public async Task ProbeAsync(CancellationToken cancel)
    {
        if (Works)
        {
            var isFull = _clients.Count >= ServerConfiguration.MostClients(_plan.Service);
            await _own.AskAsync(isFull, logs: _plan.Verbosity > 0, cancel);
        }
        else
        {
            _own.Forget();
        }
    }

    public ServiceStatus Status()
    {
        var trouble =
            IsSilent ? OpenVpnProblems.Silent.At(_plan.Interface, "").ToString()
            : Works ? null
            : _supervisor.Fault?.ToString() ?? "is being started";
        return new(_plan.ProfileId, _plan.Interface, trouble is null, trouble, _clients.Count);
    }

    public void Listed(IReadOnlyList<ConnectedClient> clients)
    {
        var ours = clients.Where(IsOurs).ToList();
        foreach (var gone in _clients.Replace(ours))
        {
            Gone(gone, "disconnected");
        }

        foreach (var client in ours)
        {
            _reporter.Seen(client, _supervisor.ProcessId);
        }

        if (!_supervisor.Works)
        {
            _supervisor.Answered();
            _ = SayVerbosityAsync();
        }

        _eviction.Check(ours, _ending.Token);
        _draining.Check(ours, _ending.Token);
        LimitLog();
    }

    public void ClientChanged(ClientEvent happened)
    {
        if (happened.Kind == "ESTABLISHED" && IsOurs(happened.Client))
        {
            _clients.Put(happened.Client);
            _reporter.Seen(happened.Client, _supervisor.ProcessId);
            _eviction.Check([happened.Client], _ending.Token);
            _draining.Check([happened.Client], _ending.Token);
        }
        else if (happened.Kind == "DISCONNECT" && _clients.Remove(happened.Client.Id) is { } gone)
        {
            Gone(gone, "disconnected");
        }
    }

    public void Counted(ManagementLine.ByteCount count)
    {
        if (_clients.WithBytes(count.ClientId, count.Received, count.Sent) is { } client)
        {
            _reporter.Seen(client, _supervisor.ProcessId);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await _supervisor.DisposeAsync();
    }

    /// <summary>Certificates of our authority carry configuration ids; a client still shaking hands has no name yet.</summary>
    private static bool IsOurs(ConnectedClient client) => Guid.TryParseExact(client.CommonName, "N", out _);

    private async Task TakeFilesAsync(CancellationToken cancel)
    {
        var same = _folder.Holds(_plan.Files);
        if (!same && _daemons.Find(_folder.ProcessIdFile) is { } old)
        {
            await old.StopAsync(_options.StopGrace, cancel);
        }

        if (!same)
        {
            _folder.Write(_plan.Files);
        }
    }

    private void Gone(ConnectedClient client, string reason) => _reporter.Gone(client, _supervisor.ProcessId, reason);

    private void Ended(string reason)
    {
        foreach (var client in _clients.Replace([]))
        {
            Gone(client, reason);
        }
    }

    /// <summary>Over UDP OpenVPN tells its clients by itself when it is asked to end.</summary>
    private async Task SendOnAsync(CancellationToken cancel)
    {
        if (_plan.Service.Transport == Transport.Udp || !_link.IsAttached || _clients.Count == 0)
        {
            return;
        }

        foreach (var client in _clients.All())
        {
            await _link.SendAsync($"client-kill {client.Id} RESTART,[N]", cancel);
        }

        await Task.Delay(Eviction.NoticeTime, _time, cancel);
    }

    private async Task SayVerbosityAsync()
    {
        try
        {
            await _link.SendAsync($"verb {_plan.Verbosity}", _ending.Token);
        }
        catch (OperationCanceledException)
        {
            // Our end; said again when we are attached again.
        }
    }

    private void LimitLog()
    {
        try
        {
            if (LogTail.Length(_folder.LogFile) > _options.LogLimit)
            {
                using var file = File.Open(_folder.LogFile, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
                file.SetLength(0);
                Log.LogCut(_logger, _plan.Interface);
            }
        }
        catch (IOException)
        {
            // The folder is being taken away, or the disk is ill: the log is the least of it.
        }
    }
}
