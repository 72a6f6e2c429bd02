namespace Holdfast.Data;

/// <summary>The database behind all stores: SQLite or PostgreSQL.</summary>
public interface IDatabase : IAsyncDisposable
{
    DatabaseKind Kind { get; }

    /// <summary>Runs work that only reads, in one consistent view.</summary>
    Task<T> ReadAsync<T>(Func<IUnitOfWork, Task<T>> work, CancellationToken cancel);

    /// <summary>
    /// Runs work in a transaction and returns when it is durable. The work may be run more than once (serialisation failure,
    /// lost connection), so it touches nothing but its unit of work; what must follow goes into <see cref="IUnitOfWork.AfterCommit"/>.
    /// An exception from the work rolls back only its own changes.
    /// </summary>
    Task<T> WriteAsync<T>(Func<IUnitOfWork, Task<T>> work, CancellationToken cancel);
}
