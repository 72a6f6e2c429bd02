using Holdfast.Lab;
using Holdfast.Lab.Databases;
using Holdfast.Lab.Hosts;
using Holdfast.Lab.Waiting;

namespace Holdfast.Bench.Databases;

/// <summary>A database on several machines, the first of which is killed again and again.</summary>
internal abstract class DatabaseUnderFire(Host client) : IAsyncDisposable
{
    protected static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    public Host Client => client;

    public abstract string Name { get; }

    /// <summary>For psql: each is tried by a writer of its own.</summary>
    public abstract IReadOnlyList<string> Writers { get; }

    /// <summary>Waits until all is in step, and notes who is the primary.</summary>
    public abstract Task SettleAsync();

    /// <summary>The machine of the primary dies.</summary>
    public abstract Task KillAsync();

    /// <summary>It begins to return.</summary>
    public abstract Task ReturnAsync();

    public abstract ValueTask DisposeAsync();

    public Task MakeTableAsync() =>
        Wait.UntilAsync(
            "a table for rows",
            Patience,
            async () => await AskAsync("CREATE TABLE IF NOT EXISTS rows (number bigint)") is not null
        );

    public async Task<IReadOnlySet<long>> RowsAsync()
    {
        string? told = null;
        await Wait.UntilAsync(
            "the rows",
            Patience,
            async () => (told = await AskAsync("SELECT number FROM rows")) is not null
        );
        return told!.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(WriteProbe.Number).ToHashSet();
    }

    private async Task<string?> AskAsync(string sql)
    {
        foreach (var writer in Writers.Distinct())
        {
            var told = await client.TryRunAsync("timeout", "20", PostgresServer.Find("psql"), writer, "-qAtXc", sql);
            if (told.Succeeded)
            {
                return told.Output;
            }
        }

        return null;
    }
}
