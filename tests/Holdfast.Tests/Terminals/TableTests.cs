using Holdfast.Terminals;

namespace Holdfast.Tests.Terminals;

public sealed class TableTests
{
    [Fact]
    public void Render_Cells_ColumnsAsWideAsTheWidest() =>
        Assert.Equal(
            "A     B\nlong  x\ny     z\n",
            Table.Render(
                ["A", "B"],
                [
                    ["long", "x"],
                    ["y", "z"],
                ]
            )
        );

    [Fact]
    public void Render_LongCell_CutOffButInTheLastColumn()
    {
        var line = Table
            .Render(
                ["A", "B"],
                [
                    [new string('x', 61), new string('y', 61)],
                ]
            )
            .Split('\n')[1];
        Assert.Equal($"{new string('x', 59)}…  {new string('y', 61)}", line);
    }

    [Fact]
    public void Render_ControlCharacters_Harmless() =>
        Assert.Equal(
            "A\n?[31m?\n",
            Table.Render(
                ["A"],
                [
                    ["\u001b[31m\n"],
                ]
            )
        );

    [Fact]
    public void Render_NoRows_HeadingOnly() => Assert.Equal("A  B\n", Table.Render(["A", "B"], []));
}
