using Holdfast.Data.Nodes;
using Holdfast.Data.Users;
using Holdfast.Testing;

namespace Holdfast.Data.Tests;

/// <summary>Base of the store tests: each is written once and runs on both databases, in an empty database of its own.</summary>
public abstract class StoreTests(DatabaseKind kind) : IAsyncLifetime
{
    protected static readonly DateTimeOffset Now = new(2026, 11, 21, 8, 0, 0, TimeSpan.Zero);

    private TestDatabase? _testDatabase;

    protected TestDatabase TestDatabase => _testDatabase!;

    protected IDatabase Database => TestDatabase.Database;

    protected Stores Stores { get; } = new();

    public async ValueTask InitializeAsync() => _testDatabase = await TestDatabase.CreateAsync(kind);

    public async ValueTask DisposeAsync()
    {
        if (_testDatabase is not null)
        {
            await _testDatabase.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    protected Task<T> ReadAsync<T>(Func<IUnitOfWork, Task<T>> work) => Database.ReadAsync(work, CancellationToken.None);

    protected Task<T> WriteAsync<T>(Func<IUnitOfWork, Task<T>> work) =>
        Database.WriteAsync(work, CancellationToken.None);

    protected Task WriteAsync(Func<IUnitOfWork, Task> work) =>
        WriteAsync(async unit =>
        {
            await work(unit);
            return true;
        });

    protected async Task<User> AddUserAsync(string name, params string[] groups)
    {
        var user = new User
        {
            Id = Guid.CreateVersion7(),
            Name = name,
            NameKey = name.ToLowerInvariant(),
            CreatedAt = Now,
            Groups = groups,
        };
        Assert.True(await WriteAsync(unit => Stores.Users.AddAsync(unit, user)));
        return user;
    }

    protected async Task<Node> AddNodeAsync(string id)
    {
        var node = new Node
        {
            Id = id,
            Address = "127.0.0.1:8444",
            HostName = "vpn.example.org",
            OwnHostName = "vpn.example.org",
            CreatedAt = Now,
        };
        Assert.True(await WriteAsync(unit => Stores.Nodes.AddAsync(unit, node)));
        return node;
    }
}
