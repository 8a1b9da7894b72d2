module stub

go 1.22
