using Holdfast.Failover.Database;
using Holdfast.Failover.Durable;

namespace Holdfast.Failover.Postgres;

/// <summary>Does what <see cref="DatabaseMachine"/> wants done.</summary>
internal sealed class DatabaseJobs : IDisposable
{
    private static readonly TimeSpan GrantPatience = TimeSpan.FromSeconds(1);
    private readonly PostgresPlan _plan;
    private readonly DatabaseMemoryFile _memory;
    private readonly PostgresServer _server;
    private readonly Waiting _waiting;
    private readonly Rejoining _rejoining;
    private readonly Action<long> _ended;

    /// <param name="ended">Called with the id of the job that started it when the server has ended.</param>
    public DatabaseJobs(PostgresPlan plan, DatabaseMemoryFile memory, Action<long> ended, TimeProvider time)
    {
        (_plan, _memory, _ended) = (plan, memory, ended);
        var tools = new PostgresTools(plan, time);
        var settings = new PostgresSettings(plan, tools, time);
        Divergence = new Divergence(plan, tools);
        _server = new PostgresServer(plan, tools, settings, time);
        _waiting = new Waiting(plan, settings, time);
        _rejoining = new Rejoining(plan, tools, settings, Divergence);
    }

    public Divergence Divergence { get; }

    /// <summary>Makes the folders, and stops what an earlier life of the agent may have left.</summary>
    public async Task BeginAsync(CancellationToken cancel)
    {
        await _server.PrepareAsync(cancel);
        await _server.StopAsync(cancel);
    }

    public Task StopAsync() => _server.StopAsync(CancellationToken.None);

    public Task DoAsync(Work work, CancellationToken cancel) =>
        work.Job switch
        {
            Job.Stop => _server.StopAsync(cancel),
            Job.Drain => _server.DrainAsync(cancel),
            Job.Create => _server.CreateAsync(cancel),
            Job.Start => _server.StartAsync(follows: false, () => _ended(work.Id), cancel),
            Job.Follow => _server.StartAsync(follows: true, () => _ended(work.Id), cancel),
            Job.Promote => _server.PromoteAsync(cancel),
            Job.Rewind => _rejoining.RewindAsync(Led(work), cancel),
            Job.Clone => _rejoining.CloneAsync(Led(work), cancel),
            Job.Remember => Task.Run(() => _memory.Write(work.Memory!), cancel),
            Job.Wait => _waiting.BeginAsync(cancel),
            Job.WaitNot => _waiting.EndAsync(cancel),
            Job.Open => GrantAsync(open: true, cancel),
            Job.Close => GrantAsync(open: false, cancel),
            _ => throw new ArgumentOutOfRangeException(nameof(work)),
        };

    public void Dispose() => _server.Dispose();

    private static bool Led(Work work) => work.Memory?.Member >= DatabaseMember.Claimant;

    private async Task GrantAsync(bool open, CancellationToken cancel)
    {
        await using var own = PostgresConnection.ToOwn(_plan);
        await own.DoAsync(Grants.Set(open), GrantPatience, cancel);
    }
}
