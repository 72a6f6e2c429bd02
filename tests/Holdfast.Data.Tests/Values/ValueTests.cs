using System.Net;

namespace Holdfast.Data.Tests.Values;

public abstract class ValueTests(DatabaseKind kind) : StoreTests(kind)
{
    public static readonly TheoryData<object?, string> Values = new()
    {
        { null, "text" },
        { "", "text" },
        { "ü\u0001😀", "text" },
        { new string('x', 100_000), "text" },
        { long.MinValue, "number" },
        { long.MaxValue, "number" },
        { 7, "number" },
        { true, "number" },
        { DateTimeOffset.MinValue, "number" },
        { DateTimeOffset.MaxValue, "number" },
        { DayOfWeek.Friday, "number" },
        { Guid.Parse("00112233-4455-6677-8899-aabbccddeeff"), "id" },
        { Array.Empty<byte>(), "bytes" },
        { new byte[] { 0, 255 }, "bytes" },
        { IPAddress.Parse("2001:DB8::1"), "text" },
    };

    [Theory]
    [MemberData(nameof(Values))]
    public async Task Parameter_OfEachType_ComesBack(object? value, string column)
    {
        await MakeTableAsync();
        await WriteAsync(unit =>
            unit.ExecuteAsync($"INSERT INTO t (k, {column}) VALUES (1, @value)", ("value", value))
        );

        var read = await ReadAsync(unit =>
            unit.FirstAsync("SELECT text, number, id, bytes FROM t", row => Read(row, value))
        );

        Assert.Equal(value is DateTimeOffset time ? time.AddTicks(-(time.Ticks % 10)) : value, read);
        Assert.Equal(
            value is null,
            await ReadAsync(unit => unit.FirstAsync($"SELECT {column} FROM t", row => row.IsNull(column)))
        );
    }

    [Fact]
    public async Task Parameter_WithoutAForm_IsRefused()
    {
        await MakeTableAsync();

        await Assert.ThrowsAsync<ArgumentException>(() =>
            WriteAsync(unit => unit.ExecuteAsync("INSERT INTO t (k) VALUES (@value)", ("value", 1.5m)))
        );
    }

    [Fact]
    public async Task OrNull_NullColumns_AreNullAndTheOthersThrow()
    {
        await MakeTableAsync();
        await WriteAsync(unit => unit.ExecuteAsync("INSERT INTO t (k) VALUES (1)"));

        var nulls = await ReadAsync(unit =>
            unit.FirstAsync(
                "SELECT text, number, id, bytes FROM t",
                row =>
                    new object?[]
                    {
                        row.TextOrNull("text"),
                        row.LongOrNull("number"),
                        row.IntOrNull("number"),
                        row.TimeOrNull("number"),
                        row.IdOrNull("id"),
                        row.BytesOrNull("bytes"),
                        row.AddressOrNull("text"),
                    }
            )
        );

        Assert.All(nulls!, Assert.Null);
        await Assert.ThrowsAsync<InvalidCastException>(() =>
            ReadAsync(unit => unit.FirstAsync("SELECT text FROM t", row => row.Text("text")))
        );
        await Assert.ThrowsAsync<InvalidCastException>(() =>
            ReadAsync(unit => unit.FirstAsync("SELECT number FROM t", row => row.Long("number")))
        );
    }

    [Fact]
    public async Task Ids_Sorted_AreInTheSameOrderOnBothDatabases()
    {
        await MakeTableAsync();
        Guid[] ids =
        [
            Guid.Parse("00000000-0000-7000-8000-000000000002"),
            Guid.Parse("01000000-0000-7000-8000-000000000001"),
            Guid.Parse("ff000000-0000-7000-8000-000000000000"),
        ];
        foreach (var id in ids.Reverse())
        {
            await WriteAsync(unit => unit.ExecuteAsync("INSERT INTO t (k, id) VALUES (1, @id)", ("id", id)));
        }

        Assert.Equal(
            ids,
            await ReadAsync(unit => unit.QueryAsync("SELECT id FROM t ORDER BY id", row => row.Id("id")))
        );
    }

    private Task<int> MakeTableAsync() =>
        WriteAsync(unit =>
            unit.ExecuteAsync(
                unit.Kind == DatabaseKind.Sqlite
                    ? "CREATE TABLE t (k INTEGER, text TEXT, number INTEGER, id BLOB, bytes BLOB) STRICT"
                    : "CREATE TABLE t (k bigint, text text, number bigint, id uuid, bytes bytea)"
            )
        );

    private static object? Read(IRow row, object? like) =>
        like switch
        {
            null => row.TextOrNull("text"),
            string => row.Text("text"),
            long => row.Long("number"),
            int => row.Int("number"),
            bool => row.Bool("number"),
            DateTimeOffset => row.Time("number"),
            Enum => Enum.ToObject(like.GetType(), row.Int("number")),
            Guid => row.Id("id"),
            byte[] => row.Bytes("bytes"),
            _ => row.Address("text"),
        };
}

public sealed class ValueSqliteTests() : ValueTests(DatabaseKind.Sqlite);

[Trait("needs", "postgres")]
public sealed class ValuePostgresTests() : ValueTests(DatabaseKind.Postgres);
