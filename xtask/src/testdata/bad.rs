//! Files that are wrong, each in one way, which its name says.

use super::{
    File,
    fits::{fixed, header, padded, primary, string},
    votable::binary_element,
};

/// All of them.
pub(super) fn files() -> Vec<File> {
    let texts = [
        ("bad/empty.csv", String::new()),
        ("bad/empty.ecsv", String::new()),
        ("bad/empty.fits", String::new()),
        ("bad/empty.xml", String::new()),
        ("bad/unknown_format.dat", "what is this\u{0}".into()),
        ("bad/column_count.csv", "a,b\n1,2\n3\n".into()),
        ("bad/column_count.ecsv", ecsv("int32", "1,2\n3,4,5\n")),
        ("bad/column_count.xml", tabledata("<TR><TD>1</TD><TD>2</TD></TR><TR><TD>1</TD><TD>2</TD><TD>3</TD></TR>")),
        (
            "bad/wrong_type.csv",
            "source_id,solution_id,teff1,teff2,logg1,logg2,azero,mh,distancepc,log_pos,log_lik\n1,2,hot,4,5,6,7,8,9,10,11\n"
                .into(),
        ),
        ("bad/wrong_type.ecsv", ecsv("int32", "1,2\n3,x\n")),
        ("bad/wrong_type.xml", tabledata("<TR><TD>1</TD><TD>2</TD></TR><TR><TD>3</TD><TD>x</TD></TR>")),
        ("bad/header_cut.ecsv", "# %ECSV 1.0\n# ---\n# datatype:\n# - {name: a, datatype: int32}\n".into()),
        ("bad/header_disagrees.ecsv", ecsv("int32", "1,2\n").replace("a,b\n", "a,c\n")),
        ("bad/datatype.ecsv", ecsv("int33", "1,2\n")),
        ("bad/datatype.xml", tabledata("").replace("\"int\"", "\"integer\"")),
        ("bad/elements_cross.xml", tabledata("<TR><TD>1</TR></TD>")),
        ("bad/cut.xml", tabledata("<TR><TD>1</TD><TD>2</TD></TR>").split("</TR>").next().unwrap_or("").to_owned()),
        ("bad/row_cut.xml", binary(&[0, 0, 0, 0, 1, 0, 0])),
        ("bad/count_lies.xml", binary(&[0, 0, 0, 0, 1, 0xff, 0xff, 0xff, 0xff])),
        ("bad/no_base64.xml", binary(&[]).replace("</STREAM>", "AAAA*AAA</STREAM>")),
    ];
    let binaries = [
        ("bad/row_width.fits", fits("7", "1", &[0; 8])),
        ("bad/row_count.fits", fits("8", "1000000000000000000", &[0; 8])),
        ("bad/cut.fits", fits("8", "1000", &[0; 2000]).into_iter().take(2 * 2880 + 1000).collect()),
        ("bad/header_cut.fits", fits("8", "1", &[0; 8]).into_iter().take(2880 + 800).collect()),
        ("bad/no_table.fits", header(&primary())),
    ];
    let texts = texts.into_iter().map(|(name, text)| (name, text.into_bytes()));
    texts.chain(binaries).map(|(name, bytes)| (name.to_owned(), bytes)).collect()
}

fn ecsv(datatype: &str, rows: &str) -> String {
    format!(
        "# %ECSV 1.0\n# ---\n# delimiter: ','\n# datatype:\n# - {{name: a, datatype: int32}}\n# - {{name: b, datatype: {datatype}}}\na,b\n{rows}"
    )
}

fn document(fields: &str, data: &str) -> String {
    format!("<VOTABLE version=\"1.4\"><RESOURCE><TABLE>{fields}<DATA>{data}</DATA></TABLE></RESOURCE></VOTABLE>\n")
}

fn tabledata(rows: &str) -> String {
    let fields = "<FIELD name=\"a\" datatype=\"int\"/><FIELD name=\"b\" datatype=\"int\"/>";
    document(fields, &format!("<TABLEDATA>{rows}</TABLEDATA>"))
}

/// Rows of a mask, an int and a variable array of doubles.
fn binary(bytes: &[u8]) -> String {
    let fields = "<FIELD name=\"a\" datatype=\"int\"/><FIELD name=\"b\" datatype=\"double\" arraysize=\"*\"/>";
    document(fields, &binary_element("BINARY2", bytes))
}

/// A table of two 32-bit columns that claims a row width and a number of rows.
fn fits(width: &str, rows: &str, data: &[u8]) -> Vec<u8> {
    let cards = [
        string("XTENSION", "BINTABLE", ""),
        fixed("BITPIX", "8", ""),
        fixed("NAXIS", "2", ""),
        fixed("NAXIS1", width, ""),
        fixed("NAXIS2", rows, ""),
        fixed("PCOUNT", "0", ""),
        fixed("GCOUNT", "1", ""),
        fixed("TFIELDS", "2", ""),
        string("TTYPE1", "a", ""),
        string("TFORM1", "J", ""),
        string("TTYPE2", "b", ""),
        string("TFORM2", "E", ""),
    ];
    padded([header(&primary()), header(&cards), data.to_vec()].concat(), 0)
}
