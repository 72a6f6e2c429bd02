namespace Holdfast.Data;

/// <summary>
/// One transaction. SQL is the same for both databases wherever possible, with parameters written as <c>@name</c>;
/// a list parameter is not supported. Times are bound as microseconds since 1970 (64 bit), ids as 16 bytes / uuid, addresses and
/// networks as text, booleans as 0 and 1, JSON as text.
/// </summary>
public interface IUnitOfWork
{
    DatabaseKind Kind { get; }

    /// <summary>
    /// The view may lack the newest commits: no primary answers, and a standby was read instead. Only while reading. What is not
    /// there may only be late, so nobody is refused for good because of it.
    /// </summary>
    bool MayBeBehind { get; }

    /// <returns>How many rows changed.</returns>
    Task<int> ExecuteAsync(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters);

    Task<IReadOnlyList<T>> QueryAsync<T>(
        string sql,
        Func<IRow, T> map,
        params ReadOnlySpan<(string Name, object? Value)> parameters
    );

    /// <returns>The first row, or default when there is none.</returns>
    Task<T?> FirstAsync<T>(string sql, Func<IRow, T> map, params ReadOnlySpan<(string Name, object? Value)> parameters);

    /// <summary>Commit, then tell: runs after the transaction is durable (or, where it only reads, over), never when it failed.</summary>
    void AfterCommit(Action action);
}
