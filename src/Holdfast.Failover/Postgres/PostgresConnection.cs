using Npgsql;

namespace Holdfast.Failover.Postgres;

/// <summary>Connections to the two servers: to our own as its administrator, to the other's as the pair's role.</summary>
internal sealed class PostgresConnection : IAsyncDisposable
{
    private readonly string _text;
    private NpgsqlConnection? _open;

    private PostgresConnection(string text) => _text = text;

    public static PostgresConnection ToOwn(PostgresPlan plan) =>
        new(
            new NpgsqlConnectionStringBuilder(Short)
            {
                Host = plan.Sockets,
                Port = plan.Self.Port,
                Username = PostgresPlan.Administrator,
                ApplicationName = "holdfast failover",
            }.ConnectionString
        );

    public static PostgresConnection ToOther(PostgresPlan plan) =>
        new(
            new NpgsqlConnectionStringBuilder(Short)
            {
                Host = $"{plan.Other.Address}",
                Port = plan.Other.Port,
                Username = PostgresPlan.PairRole,
                Password = plan.Database.ReplicationPassword,
                SslMode = SslMode.Require,
                ChannelBinding = ChannelBinding.Require,
                ApplicationName = "holdfast failover",
            }.ConnectionString
        );

    /// <summary>
    /// The first row; null when there is none. The connection is kept for the next question, and given up when one fails.
    /// </summary>
    /// <exception cref="NpgsqlException">It failed.</exception>
    /// <exception cref="TimeoutException">It took too long.</exception>
    public async Task<object?[]?> AskAsync(string sql, TimeSpan patience, CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(patience);
        try
        {
            _open ??= await OpenAsync(limit.Token);
            await using var command = new NpgsqlCommand(sql, _open);
            await using var reader = await command.ExecuteReaderAsync(limit.Token);
            return await reader.ReadAsync(limit.Token) ? Row(reader) : null;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            await CloseAsync();
            throw;
        }
        catch (OperationCanceledException late) when (!cancel.IsCancellationRequested)
        {
            await CloseAsync();
            throw new TimeoutException("PostgreSQL did not answer in time.", late);
        }
    }

    public Task DoAsync(string sql, TimeSpan patience, CancellationToken cancel) => AskAsync(sql, patience, cancel);

    public async Task CloseAsync()
    {
        if (_open is { } open)
        {
            _open = null;
            await open.DisposeAsync();
        }
    }

    public async ValueTask DisposeAsync() => await CloseAsync();

    private static string Short =>
        "Database=postgres;Pooling=false;Timeout=3;Command Timeout=0;Cancellation Timeout=-1;Enlist=false";

    private async Task<NpgsqlConnection> OpenAsync(CancellationToken cancel)
    {
        var connection = new NpgsqlConnection(_text);
        try
        {
            await connection.OpenAsync(cancel);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private static object?[] Row(NpgsqlDataReader reader)
    {
        var row = new object?[reader.FieldCount];
        for (var i = 0; i < row.Length; i++)
        {
            row[i] = reader.IsDBNull(i) ? null : reader.GetValue(i);
        }

        return row;
    }
}
