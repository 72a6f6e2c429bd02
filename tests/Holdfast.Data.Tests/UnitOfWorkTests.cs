namespace Holdfast.Data.Tests;

/// <summary>What every unit of work promises, on either database.</summary>
public abstract class UnitOfWorkTests(DatabaseKind kind) : StoreTests(kind)
{
    [Fact]
    public async Task WriteAsync_WorkThrows_TakesItsChangesBackAndTellsNobody()
    {
        var told = 0;

        await Assert.ThrowsAsync<FormatException>(() =>
            WriteAsync<int>(async unit =>
            {
                unit.AfterCommit(() => told++);
                await PutAsync(unit, "a");
                throw new FormatException();
            })
        );

        Assert.Equal(0, told);
        Assert.Empty(await ReadAsync(Stores.Settings.ListAsync));
    }

    [Fact]
    public async Task WriteAsync_AfterCommit_RunsWhenOthersSeeTheChange()
    {
        var other = TestDatabase.OpenAnother();
        Task<string?>? seen = null;

        await WriteAsync(unit =>
        {
            unit.AfterCommit(() =>
                seen = other.ReadAsync(read => Stores.Settings.FindAsync(read, "a"), CancellationToken.None)
            );
            return PutAsync(unit, "a");
        });

        Assert.Equal("1", await seen!);
    }

    [Fact]
    public async Task WriteAsync_TellingThrows_TheOthersAreToldAndTheChangeStays()
    {
        var told = 0;

        await Assert.ThrowsAsync<AggregateException>(() =>
            WriteAsync(unit =>
            {
                unit.AfterCommit(() => throw new FormatException());
                unit.AfterCommit(() => told++);
                return PutAsync(unit, "a");
            })
        );

        Assert.Equal(1, told);
        Assert.NotNull(await ReadAsync(unit => Stores.Settings.FindAsync(unit, "a")));
    }

    [Fact]
    public async Task WriteAsync_InsideAnother_IsRefused()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => WriteAsync(_ => WriteAsync(u => PutAsync(u, "a"))));
        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            ReadAsync(async _ =>
            {
                await Task.Yield();
                await WriteAsync(u => PutAsync(u, "a"));
                return true;
            })
        );
    }

    [Fact]
    public async Task WriteAsync_FromATaskThatAUnitLeftBehind_IsAllowed()
    {
        var go = new TaskCompletionSource();
        Task? later = null;
        await WriteAsync(unit =>
        {
            later = Task.Run(async () =>
            {
                await go.Task;
                await WriteAsync(u => PutAsync(u, "later"));
            });
            return PutAsync(unit, "a");
        });

        go.SetResult();
        await later!;

        Assert.Equal(2, (await ReadAsync(Stores.Settings.ListAsync)).Count);
    }

    [Fact]
    public async Task WriteAsync_UnitUsedAfterItsEnd_IsRefused()
    {
        IUnitOfWork? kept = null;
        await WriteAsync(unit =>
        {
            kept = unit;
            return PutAsync(unit, "a");
        });

        await Assert.ThrowsAsync<InvalidOperationException>(() => PutAsync(kept!, "b"));
        Assert.Throws<InvalidOperationException>(() => kept!.AfterCommit(() => { }));
    }

    [Fact]
    public async Task WriteAsync_CancelledBefore_DoesNothing()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            Database.WriteAsync(
                async unit =>
                {
                    await PutAsync(unit, "a");
                    return true;
                },
                new CancellationToken(canceled: true)
            )
        );

        Assert.Empty(await ReadAsync(Stores.Settings.ListAsync));
    }

    [Fact]
    public async Task WriteAsync_WorkAwaitsSomethingElse_KeepsItsTransaction()
    {
        var results = await Task.WhenAll(
            Enumerable
                .Range(0, 10)
                .Select(i =>
                    WriteAsync(async unit =>
                    {
                        var before = await CountAsync(unit);
                        await PutAsync(unit, $"{i}a");
                        await Task.Yield();
                        await Task.Delay(2);
                        await PutAsync(unit, $"{i}b");
                        return await CountAsync(unit) - before;
                    })
                )
        );

        // READ COMMITTED lets PostgreSQL see others that ended meanwhile; SQLite has one writer at a time.
        Assert.All(results, grown => Assert.True(grown >= 2));
        Assert.Equal(20, await ReadAsync(CountAsync));
    }

    [Fact]
    public async Task ReadAsync_WhileOthersWrite_SeesOneMoment()
    {
        await ReadAsync(async unit =>
        {
            Assert.Equal(0, await CountAsync(unit));
            await WriteOutsideAsync("a");
            Assert.Equal(0, await CountAsync(unit));
            return true;
        });

        Assert.Equal(1, await ReadAsync(CountAsync));
    }

    [Fact]
    public async Task ReadAsync_AfterCommit_RunsWhenTheViewIsOver()
    {
        Task? writing = null;

        await ReadAsync(unit =>
        {
            unit.AfterCommit(() => writing = WriteAsync(write => PutAsync(write, "a")));
            return CountAsync(unit);
        });

        await writing!;
        Assert.Equal(1, await ReadAsync(CountAsync));
    }

    [Fact]
    public async Task ReadAsync_Writing_IsRefused()
    {
        await Assert.ThrowsAnyAsync<Holdfast.Data.Problems.DatabaseException>(() =>
            ReadAsync(async unit =>
            {
                await PutAsync(unit, "a");
                return true;
            })
        );

        Assert.Equal(0, await ReadAsync(CountAsync));
    }

    [Fact]
    public async Task ExecuteAsync_ChangedRows_AreCounted()
    {
        foreach (var key in (string[])["a", "b", "c"])
        {
            await WriteAsync(unit => PutAsync(unit, key));
        }

        Assert.Equal(3, await WriteAsync(unit => unit.ExecuteAsync("UPDATE settings SET document = '2'")));
        Assert.Equal(0, await WriteAsync(unit => unit.ExecuteAsync("UPDATE settings SET document = '2' WHERE 1 = 0")));
        Assert.Equal(0, await WriteAsync(unit => unit.ExecuteAsync("CREATE TABLE other (a TEXT)")));
        Assert.Equal(3, await WriteAsync(unit => unit.ExecuteAsync("DELETE FROM settings")));
    }

    [Fact]
    public async Task WriteAsync_AfterDispose_Throws()
    {
        var closed = TestDatabase.OpenAnother();
        await closed.DisposeAsync();

        await Assert.ThrowsAnyAsync<ObjectDisposedException>(() =>
            closed.WriteAsync(unit => Stores.Users.CountAsync(unit), CancellationToken.None)
        );
        await Assert.ThrowsAnyAsync<ObjectDisposedException>(() =>
            closed.ReadAsync(unit => Stores.Users.CountAsync(unit), CancellationToken.None)
        );
    }

    private Task PutAsync(IUnitOfWork unit, string key) => Stores.Settings.PutAsync(unit, key, "1", Now);

    /// <summary>As another request would, outside of the running unit.</summary>
    private async Task WriteOutsideAsync(string key)
    {
        Task writing;
        using (ExecutionContext.SuppressFlow())
        {
            writing = Task.Run(() => WriteAsync(unit => PutAsync(unit, key)));
        }

        await writing;
    }

    private static async Task<int> CountAsync(IUnitOfWork unit) =>
        await unit.FirstAsync("SELECT count(*) AS n FROM settings", row => row.Int("n"));
}

public sealed class UnitOfWorkSqliteTests() : UnitOfWorkTests(DatabaseKind.Sqlite);

[Trait("needs", "postgres")]
public sealed class UnitOfWorkPostgresTests() : UnitOfWorkTests(DatabaseKind.Postgres);
