using Holdfast.Linux.Processes;
using Holdfast.Model.Problems;
using Holdfast.Node.OpenVpn.Configuration;
using Holdfast.Node.Supervision;
using Microsoft.Extensions.Logging;

namespace Holdfast.Node.OpenVpn;

/// <summary>
/// Keeps one server process alive: adopts the one that lives, starts it when there is none, starts it again when it ends.
/// Being disposed leaves the process alone.
/// </summary>
internal sealed partial class ServerSupervisor : IAsyncDisposable
{
    private readonly string _device;
    private readonly ServiceFolder _folder;
    private readonly OpenVpnPlaneOptions _options;
    private readonly IDaemons _daemons;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _ending = new();
    private readonly TaskCompletionSource _settled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _running = Task.CompletedTask;
    private volatile IDaemon? _daemon;
    private volatile Problem? _fault;
    private volatile bool _answered;

    public ServerSupervisor(
        string device,
        ServiceFolder folder,
        OpenVpnPlaneOptions options,
        IDaemons daemons,
        TimeProvider time,
        ILogger logger
    ) => (_device, _folder, _options, _daemons, _time, _logger) = (device, folder, options, daemons, time, logger);

    /// <summary>Of the process that lives or lived last; 0: none yet.</summary>
    public int ProcessId { get; private set; }

    /// <summary>The process lives and has answered.</summary>
    public bool Works => _daemon is not null && _answered;

    /// <summary>Why it does not work, or did not when it was last tried.</summary>
    public Problem? Fault => _fault;

    /// <param name="life">What is done while a process lives; cancelled when it ends.</param>
    /// <param name="ended">Called after each end of a process, before the next start.</param>
    public void Start(int verbosity, Func<CancellationToken, Task> life, Action<string> ended) =>
        _running = RunAsync(verbosity, life, ended, _ending.Token);

    /// <summary>The process answers: it has opened its device and its socket.</summary>
    public void Answered()
    {
        (_answered, _fault) = (true, null);
        _settled.TrySetResult();
    }

    /// <summary>Waits until it is known whether the process works.</summary>
    /// <returns>Null when it does.</returns>
    public async Task<Problem?> SettleAsync(CancellationToken cancel)
    {
        try
        {
            await _settled.Task.WaitAsync(_options.StartTimeout, _time, cancel);
        }
        catch (TimeoutException)
        {
            return _fault ?? OpenVpnProblems.NoAnswer.At(_device, "It was waited for in vain.");
        }

        return Works ? null : _fault ?? OpenVpnProblems.NotRunning.At(_device, "It is being started.");
    }

    /// <summary>Ends the process and the watch over it.</summary>
    public async Task StopAsync(CancellationToken cancel)
    {
        await DisposeAsync();
        if (_daemons.Find(_folder.ProcessIdFile) is { } daemon)
        {
            await daemon.StopAsync(_options.StopGrace, cancel);
            Log.Stopped(_logger, _device, daemon.ProcessId);
        }

        _daemon = null;
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task RunAsync(
        int verbosity,
        Func<CancellationToken, Task> life,
        Action<string> ended,
        CancellationToken cancel
    )
    {
        var backoff = new Backoff();
        while (true)
        {
            var began = _time.GetTimestamp();
            await LiveAsync(verbosity, life, ended, cancel);
            await Task.Delay(backoff.After(_time.GetElapsedTime(began)), _time, cancel);
        }
    }

    private async Task LiveAsync(
        int verbosity,
        Func<CancellationToken, Task> life,
        Action<string> ended,
        CancellationToken cancel
    )
    {
        var logged = LogTail.Length(_folder.LogFile);
        if (await AdoptOrStartAsync(verbosity, cancel) is not { } daemon)
        {
            return;
        }

        ProcessId = daemon.ProcessId;
        _daemon = daemon;
        await WatchAsync(daemon, life, cancel);
        _daemon = null;
        _answered = false;
        var words = LogTail.Read(_folder.LogFile, logged) ?? "It said nothing.";
        Log.Ended(_logger, _device, daemon.ProcessId, words);
        ended("the server process ended");
        Fail(Diagnose(words));
    }

    private static async Task WatchAsync(IDaemon daemon, Func<CancellationToken, Task> life, CancellationToken cancel)
    {
        using var living = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var talking = life(living.Token);
        try
        {
            await daemon.WaitForExitAsync(cancel);
        }
        finally
        {
            await living.CancelAsync();
            await talking.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<IDaemon?> AdoptOrStartAsync(int verbosity, CancellationToken cancel)
    {
        try
        {
            if (_daemons.Find(_folder.ProcessIdFile) is { IsAlive: true } living)
            {
                Log.Adopted(_logger, _device, living.ProcessId);
                return living;
            }

            var daemon = await _daemons.StartAsync(StartOf(verbosity), cancel);
            Log.Started(_logger, _device, daemon.ProcessId);
            return daemon;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Log.StartFailed(_logger, e, _device);
            Fail(OpenVpnProblems.ProgramMissing.At(_device, e.Message));
            return null;
        }
    }

    private DaemonStart StartOf(int verbosity) =>
        new(
            _options.Program,
            ["--cd", _folder.Path, "--config", ServiceFiles.Configuration, "--verb", $"{verbosity}"],
            _folder.ProcessIdFile,
            _folder.LogFile
        );

    private void Fail(Problem fault)
    {
        _fault = fault;
        _settled.TrySetResult();
    }

    private Problem Diagnose(string words) =>
        words.Contains("Address already in use", StringComparison.Ordinal)
            ? OpenVpnProblems.PortInUse.At(_device, words)
            : OpenVpnProblems.NotRunning.At(_device, words);
}
