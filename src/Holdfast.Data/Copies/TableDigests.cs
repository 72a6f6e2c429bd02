using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Holdfast.Data.Copies;

/// <summary>Reads every row of a table, or of a file of its rows, into a digest.</summary>
internal static class TableDigests
{
    public static TableDigest OfFile(Table table, string folder)
    {
        var path = DatabaseCopy.FileOf(table, folder);
        var lines = File.Exists(path) ? File.ReadLines(path) : [];
        return Of(table, lines.Select(line => SHA256.HashData(Encoding.UTF8.GetBytes(line))));
    }

    public static async Task<TableDigest> OfTableAsync(IUnitOfWork unit, Table table)
    {
        var buffer = new ArrayBufferWriter<byte>();
        await using var json = new Utf8JsonWriter(buffer);
        var rows = await unit.QueryAsync(
            $"SELECT {table.ColumnList} FROM {table.Name}",
            row =>
            {
                buffer.ResetWrittenCount();
                RowText.Write(json, row, table);
                json.Flush();
                json.Reset();
                return SHA256.HashData(buffer.WrittenSpan);
            }
        );
        return Of(table, rows);
    }

    private static TableDigest Of(Table table, IEnumerable<byte[]> rows)
    {
        var sorted = rows.Select(Convert.ToHexStringLower).Order(StringComparer.Ordinal).ToList();
        using var all = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var row in sorted)
        {
            all.AppendData(Encoding.ASCII.GetBytes(row));
        }

        return new(table.Name, sorted.Count, Convert.ToHexStringLower(all.GetHashAndReset()));
    }
}
