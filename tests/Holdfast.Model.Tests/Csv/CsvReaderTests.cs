using System.Text;
using Holdfast.Model.Csv;

namespace Holdfast.Model.Tests.Csv;

public sealed class CsvReaderTests
{
    [Theory]
    [InlineData("a,b\r\n1,2\r\n", "1|a|b 2|1|2")]
    [InlineData("a,b\n1,2", "1|a|b 2|1|2")]
    [InlineData("a,b\r1,2\r", "1|a|b 2|1|2")]
    [InlineData("a;b\n1,5;2", "1|a|b 2|1,5|2")]
    [InlineData("a\tb\n1\t\n", "1|a|b 2|1|")]
    [InlineData("\"a;x\",b\n1,2", "1|a;x|b 2|1|2")]
    [InlineData("a\n\n\nb\n", "1|a 4|b")]
    [InlineData("a,\"b\"\"c\"\n", "1|a|b\"c")]
    [InlineData("a,b\n\"1\n2\",3\n4,5", "1|a|b 2|1/2|3 4|4|5")]
    [InlineData(" a , \" b \" ,c\n", "1|a| b |c")]
    [InlineData("a,\n", "1|a|")]
    [InlineData("", "")]
    [InlineData("\r\n\r\n", "")]
    public void Read_AllowedForms_GiveTheirFields(string text, string expected)
    {
        var table = CsvReader.Read(text);
        Assert.Empty(table.Problems);
        Assert.Equal(expected, Text(table));
    }

    [Theory]
    [InlineData("a,b\n1,\"2\n3,4\n", "HF-2403 line 2")]
    [InlineData("a,b\n1,2\"x\n3,4\"\n", "HF-2404 line 2, HF-2404 line 3")]
    [InlineData("a,b\n\"1\"x,2\n", "HF-2404 line 2")]
    public void Read_WrongQuotes_AreAllNamedWithTheirLine(string text, string expected) =>
        Assert.Equal(expected, Problems(CsvReader.Read(text)));

    [Fact]
    public void Read_TooMuch_IsBounded()
    {
        var rows = string.Concat(Enumerable.Repeat("a\n", CsvLimits.Rows + 1));
        Assert.Equal($"HF-2402 line {CsvLimits.Rows + 1}", Problems(CsvReader.Read(rows)));
        Assert.Equal("HF-2402 line 1", Problems(CsvReader.Read(new string(',', CsvLimits.Columns + 5))));
        Assert.Equal("HF-2402 line 2", Problems(CsvReader.Read("a\n" + new string('x', CsvLimits.Field + 1))));
        var quotes = string.Concat(Enumerable.Repeat("a\"\n", 5000));
        Assert.Equal(CsvLimits.Problems, CsvReader.Read(quotes).Problems.Count);
    }

    [Fact]
    public void Text_MarkAndOtherCodes_AreToldApart()
    {
        Assert.Equal("nämë", CsvText.Read([0xEF, 0xBB, 0xBF, .. "nämë"u8]).Value);
        var wrong = CsvText.Read([.. "a\nb\n"u8, .. Encoding.Latin1.GetBytes("nämë")]);
        Assert.Equal("HF-2401 line 3", $"{wrong.Problems.Single().Id} {wrong.Problems.Single().Where}");
        Assert.Equal("HF-2402", CsvText.Read(new byte[CsvLimits.Bytes + 1]).Problems.Single().Id);
    }

    [Fact]
    public void Line_Written_IsReadAsItWas()
    {
        var line = CsvLine.Of("a", "b\"c", "d,e\r\nf", "");
        Assert.Equal(["a", "b\"c", "d,e\r\nf", ""], CsvReader.Read(line).Rows.Single().Fields);
        Assert.Equal("\"'=1+1\"\r\n", CsvLine.Of("=1+1"));
    }

    private static string Text(CsvTable table) =>
        string.Join(' ', table.Rows.Select(row => $"{row.Line}|{string.Join('|', row.Fields)}")).Replace('\n', '/');

    private static string Problems(CsvTable table) =>
        string.Join(", ", table.Problems.Select(problem => $"{problem.Id} {problem.Where}"));
}
