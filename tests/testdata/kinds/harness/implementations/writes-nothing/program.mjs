console.log("no result");
