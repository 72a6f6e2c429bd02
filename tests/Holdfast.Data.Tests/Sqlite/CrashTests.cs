using Holdfast.Testing;

namespace Holdfast.Data.Tests.Sqlite;

public class CrashTests
{
    [Theory]
    [InlineData(50)]
    [InlineData(400)]
    public async Task WriteAsync_ProcessKilledInTheMiddle_AllThatWasAcknowledgedIsThere(int acknowledgedBefore)
    {
        await using var test = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        var acknowledged = new List<string>();
        using (var child = TestChild.Start("crash-writer", test.Setting["sqlite:".Length..]))
        {
            while (await child.ReadLineAsync() is { } key)
            {
                acknowledged.Add(key);
                if (acknowledged.Count == acknowledgedBefore)
                {
                    child.Kill();
                }
            }
        }

        await using var reopened = DatabaseFactory.Open(test.Setting);
        var present = await reopened.ReadAsync(unit => new Stores().Settings.ListAsync(unit), CancellationToken.None);

        Assert.True(acknowledged.Count >= acknowledgedBefore);
        Assert.Subset(present.Select(s => s.Key).ToHashSet(), acknowledged.ToHashSet());
    }
}
