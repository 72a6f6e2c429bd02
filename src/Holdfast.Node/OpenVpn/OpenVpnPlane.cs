using System.Collections.Immutable;
using Holdfast.Link.Messages;
using Holdfast.Linux.Processes;
using Holdfast.Model.DesiredState;
using Holdfast.Model.Problems;
using Holdfast.Node.Applying;
using Holdfast.Node.OpenVpn.Configuration;
using Holdfast.Node.Probing;
using Holdfast.Node.Sessions;
using Microsoft.Extensions.Logging;

namespace Holdfast.Node.OpenVpn;

/// <summary>
/// OpenVPN on this node: one server process for each service, which outlives us and decides alone who may connect, from files
/// that are kept true here. Being disposed leaves all processes as they are.
/// </summary>
public sealed class OpenVpnPlane : IDataPlane, IAsyncDisposable
{
    private readonly OpenVpnPlaneOptions _options;
    private readonly IDaemons _daemons;
    private readonly ISessionSink _sink;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly SelfProbes _probes;
    private readonly string _home;

    private ImmutableSortedDictionary<string, OpenVpnServer> _servers = ImmutableSortedDictionary<
        string,
        OpenVpnServer
    >.Empty;

    /// <summary>Services that cannot be served at all, by interface.</summary>
    private ImmutableSortedDictionary<string, ServiceStatus> _refused = ImmutableSortedDictionary<
        string,
        ServiceStatus
    >.Empty;

    public OpenVpnPlane(
        OpenVpnPlaneOptions options,
        IDaemons daemons,
        ISessionSink sink,
        TimeProvider time,
        ILogger<OpenVpnPlane> logger
    )
    {
        (_options, _daemons, _sink, _time, _logger) = (options, daemons, sink, time, logger);
        _home = Path.Combine(Path.GetFullPath(options.Home), "openvpn");
        _probes = new SelfProbes(() => _servers.Values, options.ProbeEvery, time, logger);
    }

    public async Task<IReadOnlyList<ApplyFailure>> ReconcileAsync(NodeState desired, CancellationToken cancel)
    {
        var failures = new Failures();
        var plans = PlanAll(desired.Services.Values, failures);
        await RemoveOthersAsync(plans, cancel);
        await Task.WhenAll(plans.Select(p => ServeAsync(p, desired, failures, cancel)));
        return failures.ToList();
    }

    public async Task<IReadOnlyList<ApplyFailure>> ApplyAsync(
        NodeState desired,
        StateDifference difference,
        CancellationToken cancel
    )
    {
        var failures = new Failures();
        if (difference.Services.Count > 0 || difference.RemovedServices.Count > 0)
        {
            var plans = PlanAll(desired.Services.Values, failures);
            await RemoveOthersAsync(plans, cancel);
            var changed = difference.Services.Select(s => s.ProfileId).ToHashSet();
            await Task.WhenAll(
                plans.Where(p => changed.Contains(p.ProfileId)).Select(p => ServeAsync(p, desired, failures, cancel))
            );
        }

        if (difference.DrainChanged)
        {
            _servers.Values.ToList().ForEach(s => s.SetDraining(desired.Draining));
        }

        Forbid(desired, difference.RemovedClients, failures);
        Allow(difference.Clients, failures);
        return failures.ToList();
    }

    public IReadOnlyList<ServiceStatus> Status() => [.. _servers.Values.Select(s => s.Status()), .. _refused.Values];

    public async Task RemoveAsync(CancellationToken cancel)
    {
        await RemoveOthersAsync([], cancel);
        if (Directory.Exists(_home))
        {
            Directory.Delete(_home, recursive: true);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _probes.DisposeAsync();
        foreach (var server in _servers.Values)
        {
            await server.DisposeAsync();
        }
    }

    private List<ServicePlan> PlanAll(IEnumerable<ProfileServices> services, Failures failures)
    {
        var plans = new List<ServicePlan>();
        _refused = _refused.Clear();
        foreach (var profile in services)
        {
            foreach (var service in profile.OpenVpn)
            {
                var plan = Plan(profile.ProfileId, service);
                if (plan.Succeeded)
                {
                    plans.Add(plan.Value);
                }
                else
                {
                    Refuse(profile.ProfileId, service.Interface, plan.Problems, failures);
                }
            }
        }

        return plans;
    }

    private Outcome<ServicePlan> Plan(string profileId, OpenVpnService service)
    {
        var plan = ServicePlan.Create(profileId, service, _options);
        return plan.Succeeded && !FolderOf(service.Interface).SocketPathFits
            ? OpenVpnProblems.PathTooLong.At(service.Interface, FolderOf(service.Interface).ManagementSocket)
            : plan;
    }

    private void Refuse(string profileId, string device, IReadOnlyList<Problem> problems, Failures failures)
    {
        _refused = _refused.SetItem(device, new(profileId, device, Works: false, problems[0].ToString(), Sessions: 0));
        foreach (var problem in problems)
        {
            failures.Service(profileId, device, problem);
        }
    }

    private async Task ServeAsync(ServicePlan plan, NodeState desired, Failures failures, CancellationToken cancel)
    {
        try
        {
            var clients = ClientEntries.Of(plan, desired, failures);
            var server = await ServerOfAsync(plan, clients, cancel);
            server.SetDraining(desired.Draining);
            if (await server.SettleAsync(cancel) is { } problem)
            {
                failures.Service(plan.ProfileId, plan.Interface, problem);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            failures.Service(
                plan.ProfileId,
                plan.Interface,
                OpenVpnProblems.FilesUnusable.At(plan.Interface, e.Message)
            );
        }
    }

    private async Task<OpenVpnServer> ServerOfAsync(
        ServicePlan plan,
        IReadOnlyDictionary<string, ClientEntry> clients,
        CancellationToken cancel
    )
    {
        if (_servers.TryGetValue(plan.Interface, out var server))
        {
            if (!server.IsEnding && server.Plan.SameProcess(plan))
            {
                server.Update(plan);
                server.Reconcile(clients);
                return server;
            }

            await server.StopAsync(cancel);
        }

        server = new(plan, FolderOf(plan.Interface), _options, _daemons, _sink, _time, _logger);
        await server.StartAsync(clients, cancel);
        ImmutableInterlocked.Update(ref _servers, s => s.SetItem(plan.Interface, server));
        return server;
    }

    /// <summary>Also what an earlier process of ours left and nobody wants now.</summary>
    private async Task RemoveOthersAsync(IReadOnlyList<ServicePlan> plans, CancellationToken cancel)
    {
        var wanted = plans.Select(p => p.Interface).ToHashSet();
        var left = Directory.Exists(_home) ? Directory.GetDirectories(_home).Select(f => Path.GetFileName(f)!) : [];
        var unwanted = _servers.Keys.Union(left).Where(d => !wanted.Contains(d));
        await Task.WhenAll(unwanted.ToList().Select(d => RemoveAsync(d, cancel)));
    }

    private async Task RemoveAsync(string device, CancellationToken cancel)
    {
        var folder = FolderOf(device);
        if (_servers.TryGetValue(device, out var server))
        {
            await server.StopAsync(cancel);
            ImmutableInterlocked.Update(ref _servers, s => s.Remove(device));
        }
        else if (_daemons.Find(folder.ProcessIdFile) is { } daemon)
        {
            await daemon.StopAsync(_options.StopGrace, cancel);
        }

        folder.Delete();
    }

    private void Forbid(NodeState desired, IReadOnlyList<OpenVpnClient> removed, Failures failures)
    {
        foreach (var client in removed)
        {
            if (desired.Clients.GetValueOrDefault(client.ConfigurationId)?.ProfileId != client.ProfileId)
            {
                EachServer(client, failures, s => s.Forbid(client.CommonName));
            }
        }
    }

    private void Allow(IReadOnlyList<OpenVpnClient> clients, Failures failures)
    {
        foreach (var client in clients)
        {
            EachServer(client, failures, s => Allow(s, client, failures));
            if (!_servers.Values.Any(s => s.Plan.ProfileId == client.ProfileId && s.Works))
            {
                failures.Client(client, OpenVpnProblems.NotRunning.At(client.ProfileId, "None of the profile works."));
            }
        }
    }

    private static void Allow(OpenVpnServer server, OpenVpnClient client, Failures failures)
    {
        if (ClientEntries.Of(server.Plan, client, failures) is { } entry)
        {
            server.Allow(client.CommonName, entry);
        }
    }

    private void EachServer(OpenVpnClient client, Failures failures, Action<OpenVpnServer> act)
    {
        foreach (var server in _servers.Values.Where(s => s.Plan.ProfileId == client.ProfileId))
        {
            try
            {
                act(server);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                failures.Client(client, OpenVpnProblems.FilesUnusable.At(server.Plan.Interface, e.Message));
            }
        }
    }

    private ServiceFolder FolderOf(string device) => new(Path.Combine(_home, device));
}
