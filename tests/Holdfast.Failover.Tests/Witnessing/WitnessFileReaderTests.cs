using System.Text;
using Holdfast.Failover.Witnessing;

namespace Holdfast.Failover.Tests.Witnessing;

public sealed class WitnessFileReaderTests
{
    private const string Good = """
        {
          "groups": [
            {
              "id": "5e0c8f2e-31a5-4c3b-9c0b-0d6a7a3c1a11",
              "keys": [{ "id": 1, "secret": "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=" }]
            }
          ]
        }
        """;

    [Fact]
    public void Parse_AsInTheDocument_IsTaken()
    {
        var file = WitnessFileReader.Parse("witness.json", Encoding.UTF8.GetBytes(Good)).Value!;

        Assert.Equal(3113, file.Port);
        Assert.NotNull(WitnessFileReader.KeysOf(file)[file.Groups[0].Id]);
    }

    [Theory]
    [InlineData("\"groups\": [", "\"groups\": [], \"x\": [", "HF-2081")]
    [InlineData("\"groups\"", "\"port\": 0, \"groups\"", "HF-2007")]
    [InlineData("\"groups\"", "\"port\": 65536, \"groups\"", "HF-2007")]
    [InlineData("\"groups\"", "\"address\": null, \"groups\"", "HF-2081")]
    [InlineData("\"groups\"", "\"address\": \"here\", \"groups\"", "HF-2081")]
    [InlineData("{ \"id\": 1, \"secret\"", "{ \"id\": 0, \"secret\"", "HF-2082")]
    [InlineData("{ \"id\": 1, \"secret\"", "{ \"id\": 256, \"secret\"", "HF-2082")]
    [InlineData("AAECAwQF", "", "HF-2082")]
    [InlineData("AAECAwQF", "!!!!", "HF-2082")]
    [InlineData("[{ \"id\": 1, \"secret\": \"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\" }]", "[]", "HF-2082")]
    [InlineData("[{ \"id\": 1, \"secret\": \"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\" }]", "[null]", "HF-2081")]
    [InlineData("[{ \"id\": 1, \"secret\": \"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\" }]", "null", "HF-2081")]
    [InlineData("5e0c8f2e", "5e0c8f2", "HF-2081")]
    public void Parse_Mistake_IsNamedWithoutASecret(string good, string bad, string id)
    {
        Assert.Contains(good, Good, StringComparison.Ordinal);
        var text = Good.Replace(good, bad, StringComparison.Ordinal);

        var problem = Assert.Single(WitnessFileReader.Parse("witness.json", Encoding.UTF8.GetBytes(text)).Problems);

        Assert.Equal(id, problem.Id);
        Assert.DoesNotContain("AAECAwQF", problem.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"groups\":null}")]
    [InlineData("{\"groups\":[null]}")]
    public void Parse_NoConfiguration_SaysSo(string text) =>
        Assert.Equal(
            "HF-2081",
            Assert.Single(WitnessFileReader.Parse("witness.json", Encoding.UTF8.GetBytes(text)).Problems).Id
        );

    [Fact]
    public void Parse_NoGroup_IsAMistake() =>
        Assert.Equal("HF-2082", Assert.Single(WitnessFileReader.Parse("w", "{\"groups\":[]}"u8).Problems).Id);
}
