using Holdfast.Databases;

namespace Holdfast.Tests.Single;

public sealed class DatabaseSourceTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Theory]
    [InlineData(null, null, "")]
    [InlineData(null, " Host=a;Password=b \n", "Host=a;Password=b")]
    [InlineData("sqlite:/x", "Host=a", "sqlite:/x")]
    [InlineData("Host=a;Username=b;Passfile=/c", null, "Host=a;Username=b;Passfile=/c")]
    [InlineData("/a path/with=signs", null, "/a path/with=signs")]
    public void Read_OptionOrVariable_GivesTheSetting(string? option, string? variable, string expected) =>
        Assert.Equal(expected, new DatabaseSource(option, null, variable).Read().Value);

    [Theory]
    [InlineData("Host=a;Password=b")]
    [InlineData("postgres:Host=a; PWD = b")]
    [InlineData("Host=a;SSL Password=b")]
    public void Read_PasswordInTheCommandLine_Refused(string option)
    {
        var problem = Assert.Single(new DatabaseSource(option, null, null).Read().Problems);

        Assert.Equal("HF-1532", problem.Id);
        Assert.DoesNotContain("=b", problem.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_File_GivesItsLine()
    {
        File.WriteAllText(_file, "Host=a;Password=b\n");

        Assert.Equal("Host=a;Password=b", new DatabaseSource(null, _file, "Host=other").Read().Value);
    }

    [Fact]
    public void Read_EmptyFile_Refused() => AssertRefused(new(null, _file, null), "HF-1534");

    [Fact]
    public void Read_NoSuchFile_Refused() => AssertRefused(new(null, _file + "-not", null), "HF-1534");

    [Fact]
    public void Read_BothOptions_Refused() => AssertRefused(new("sqlite:/x", _file, null), "HF-1533");

    private static void AssertRefused(DatabaseSource source, string id) =>
        Assert.Equal(id, Assert.Single(source.Read().Problems).Id);
}
